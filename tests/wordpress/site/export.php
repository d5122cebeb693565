<?php
// export.php ROOT URL: what Tools > Export writes, all content.
require __DIR__ . '/load.php';
wp_set_current_user(username_exists('admin'));
require_once ABSPATH . 'wp-admin/includes/export.php';
export_wp(['content' => 'all']);
