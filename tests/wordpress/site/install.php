<?php
// install.php ROOT URL PASSWORD: install WordPress without posts; print an application password of its editor.
define('WP_INSTALLING', true);
function wp_mail() { return true; }
require __DIR__ . '/load.php';
require_once ABSPATH . 'wp-admin/includes/upgrade.php';

wp_install('Harbour news', 'admin', 'admin@example.test', true, '', $argv[3]);
foreach (get_posts(['post_type' => ['post', 'page'], 'post_status' => 'any', 'numberposts' => -1]) as $sample) {
    wp_delete_post($sample->ID, true);
}
update_option('permalink_structure', '/%year%/%monthnum%/%day%/%postname%/');
update_option('timezone_string', 'Asia/Tokyo');
update_option('default_comment_status', 'closed');
flush_rewrite_rules(false);
$editor = new WP_User(wp_create_user('editor', $argv[3], 'editor@example.test'));
$editor->set_role('editor');
[$secret] = WP_Application_Passwords::create_new_application_password($editor->ID, ['name' => 'tests']);
echo $secret;
