<?php
// import.php ROOT URL FILE IMPORTER: bring an export file in with WordPress's importer plugin, whose folder is IMPORTER.
define('WP_LOAD_IMPORTERS', true);
require __DIR__ . '/load.php';
wp_set_current_user(username_exists('admin'));
require_once ABSPATH . 'wp-admin/includes/admin.php';
require_once "$argv[4]/wordpress-importer.php";
$importer = new WP_Import();
$importer->fetch_attachments = false;
$importer->import($argv[3]);
