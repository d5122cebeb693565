<?php
// insert.php ROOT URL FILE: put the items of an export file into the site with the calls that WordPress's importer
// plugin makes, where that plugin is not at hand (no package registry has it).
require __DIR__ . '/load.php';
wp_set_current_user(username_exists('admin'));
$xml = simplexml_load_file($argv[3], 'SimpleXMLElement', LIBXML_NOERROR | LIBXML_NOWARNING) ?: exit(1);
$namespaces = $xml->getDocNamespaces();
require_once ABSPATH . 'wp-admin/includes/post.php';
foreach ($xml->channel->item as $item) {
    $wp = $item->children($namespaces['wp']);
    $post = [
        'post_title' => (string) $item->title,
        'guid' => (string) $item->guid,
        'post_content' => (string) $item->children($namespaces['content'])->encoded,
        'post_excerpt' => (string) $item->children($namespaces['excerpt'])->encoded,
        'post_date' => (string) $wp->post_date,
        'post_date_gmt' => (string) $wp->post_date_gmt,
        'post_name' => (string) $wp->post_name,
        'post_status' => (string) $wp->status,
        'post_type' => (string) $wp->post_type,
        'comment_status' => (string) $wp->comment_status,
        'postmeta' => [],
    ];
    foreach ($wp->postmeta as $meta) {
        $post['postmeta'][] = ['key' => (string) $meta->meta_key, 'value' => (string) $meta->meta_value];
    }
    $existing = post_exists($post['post_title'], '', $post['post_date'], $post['post_type']);
    $id = apply_filters('wp_import_existing_post', $existing, $post) ?: wp_insert_post(wp_slash($post), true);
    is_wp_error($id) && exit($id->get_error_message());
    $terms = [];
    foreach ($item->category as $category) {
        [$slug, $taxonomy] = [(string) $category['nicename'], (string) $category['domain']];
        $term = term_exists($slug, $taxonomy) ?: wp_insert_term(wp_slash((string) $category), $taxonomy, ['slug' => $slug]);
        is_wp_error($term) || $terms[$taxonomy][] = (int) $term['term_id'];
    }
    foreach ($terms as $taxonomy => $ids) {
        wp_set_post_terms($id, $ids, $taxonomy);
    }
    foreach (apply_filters('wp_import_post_meta', $post['postmeta'], $id, $post) as $meta) {
        add_post_meta($id, wp_slash($meta['key']), wp_slash($meta['value']));
    }
}
