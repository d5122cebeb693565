<?php
/**
 * Plugin Name: lfnkr link
 * Description: Tells browsers, search engines and Polylang which posts are translations, and lets a later import update them.
 *
 * Copy this file into wp-content/mu-plugins (make the folder where it is missing); nothing needs to be activated.
 *
 * `lfnkr publish --wxr` gives each translation two values, which WordPress's importer stores as post meta:
 *   _lfnkr_lang    its language, a BCP 47 tag as "ja"
 *   _lfnkr_source  id of the post it was made from
 *
 * From these, pages get their language (<html lang>) and <link rel="alternate" hreflang>. Where Polylang is active it
 * does both itself; then the translation is put into the group of its source there, so that the language switcher leads from one to the other.
 *
 * WordPress's importer only adds posts. With this file, a translation that is there already is updated instead, and
 * what stood there before is a revision.
 */
defined('ABSPATH') || exit;

const LFNKR_META = ['_lfnkr_lang' => 'string', '_lfnkr_source' => 'integer'];

add_action('init', function () {
    foreach (['post', 'page'] as $type) {
        foreach (LFNKR_META as $key => $kind) {
            register_post_meta($type, $key, [
                'type' => $kind,
                'single' => true,
                'show_in_rest' => true,
                'sanitize_callback' => $kind === 'integer' ? 'absint' : 'sanitize_text_field',
                'auth_callback' => fn ($allowed, $meta, $post) => current_user_can('edit_post', $post),
            ]);
        }
    }
});

/** The published posts that are translations of each other, this one among them: language => post. */
function lfnkr_group(int $id): array
{
    $source = (int) get_post_meta($id, '_lfnkr_source', true) ?: $id;
    $posts = get_posts([
        'post_type' => ['post', 'page'],
        'numberposts' => 50,
        'meta_key' => '_lfnkr_source',
        'meta_value' => (string) $source,
    ]);
    $group = [];
    foreach ([get_post($source), ...$posts] as $post) {
        if (!$post || $post->post_status !== 'publish') {
            continue;
        }
        $language = get_post_meta($post->ID, '_lfnkr_lang', true) ?: ($post->ID === $source ? get_bloginfo('language') : '');
        if ($language) {
            $group += [$language => $post];
        }
    }
    return $group;
}

add_action('wp_head', function () {
    if (!is_singular(['post', 'page']) || function_exists('pll_languages_list')) {
        return;
    }
    $group = lfnkr_group(get_queried_object_id());
    foreach (count($group) > 1 ? $group : [] as $language => $post) {
        printf("<link rel=\"alternate\" hreflang=\"%s\" href=\"%s\" />\n", esc_attr($language), esc_url(get_permalink($post)));
    }
});

/** Say in which language a page is where it is one post's: screen readers and browsers choose voice and fonts by it. */
function lfnkr_language_attributes(string $attributes): string
{
    if (!is_singular(['post', 'page']) || function_exists('pll_languages_list')) {
        return $attributes;
    }
    $language = get_post_meta(get_queried_object_id(), '_lfnkr_lang', true) ?: get_bloginfo('language');
    return str_replace('"' . esc_attr(get_bloginfo('language')) . '"', '"' . esc_attr($language) . '"', $attributes);
}
add_filter('language_attributes', 'lfnkr_language_attributes');

/** Put a translation into its source's group in Polylang, once both values are there. */
function lfnkr_tell_polylang($meta_id, $id, $key): void
{
    if (!isset(LFNKR_META[$key]) || !function_exists('pll_save_post_translations')) {
        return;
    }
    $language = get_post_meta($id, '_lfnkr_lang', true);
    $source = (int) get_post_meta($id, '_lfnkr_source', true);
    if (!in_array($language, pll_languages_list(), true) || !$source || !get_post($source)) {
        return;
    }
    pll_set_post_language($id, $language);
    $original = pll_get_post_language($source);
    if ($original && $original !== $language) {
        pll_save_post_translations([$language => $id, $original => $source] + pll_get_post_translations($source));
    }
}
add_action('added_post_meta', 'lfnkr_tell_polylang', 10, 3);
add_action('updated_post_meta', 'lfnkr_tell_polylang', 10, 3);

/** Values of post meta in an item of an import file: key => value. */
function lfnkr_meta(array $item): array
{
    return array_column($item['postmeta'] ?? [], 'value', 'key');
}

/** Update the translation that an item of an import file is, if it is there already, and say which post it is. */
function lfnkr_existing_post($existing, $item)
{
    $meta = lfnkr_meta($item);
    if (empty($meta['_lfnkr_source']) || empty($meta['_lfnkr_lang'])) {
        return $existing;
    }
    $found = get_posts([
        'post_type' => $item['post_type'],
        'post_status' => ['publish', 'future', 'draft', 'pending', 'private'],
        'numberposts' => 1,
        'meta_query' => [
            ['key' => '_lfnkr_source', 'value' => (string) $meta['_lfnkr_source']],
            ['key' => '_lfnkr_lang', 'value' => $meta['_lfnkr_lang']],
        ],
    ]);
    if (!$found) {
        return 0;  // a post of the same title and date is another one: its source, perhaps
    }
    $texts = array_intersect_key($item, array_flip(['post_title', 'post_content', 'post_excerpt']));
    if ($texts != array_intersect_key($found[0]->to_array(), $texts)) {
        wp_update_post(wp_slash(['ID' => $found[0]->ID] + $texts));
    }
    return $found[0]->ID;
}
add_filter('wp_import_existing_post', 'lfnkr_existing_post', 10, 2);

/** Set the values of a translation; the importer would add each a second time. */
function lfnkr_import_meta($postmeta, $id, $item)
{
    $meta = lfnkr_meta($item);
    if (empty($meta['_lfnkr_source'])) {
        return $postmeta;
    }
    foreach ($meta as $key => $value) {
        update_post_meta($id, wp_slash($key), wp_slash($value));
    }
    return [];
}
add_filter('wp_import_post_meta', 'lfnkr_import_meta', 10, 3);
