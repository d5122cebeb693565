<?php
// wp-config.php of a site that lives as long as the tests; %NAMES% are filled in by server.py.
define('DB_NAME', 'wordpress');
define('DB_USER', 'wordpress');
define('DB_PASSWORD', '%PASSWORD%');
define('DB_HOST', 'localhost:%SOCKET%');
define('DB_CHARSET', 'utf8mb4');
define('DB_COLLATE', '');
foreach (['AUTH', 'SECURE_AUTH', 'LOGGED_IN', 'NONCE'] as $name) {
    define("{$name}_KEY", "$name key %PASSWORD%");
    define("{$name}_SALT", "$name salt %PASSWORD%");
}
$table_prefix = 'wp_';
define('WP_HOME', '%URL%');
define('WP_SITEURL', '%URL%');
define('WP_ENVIRONMENT_TYPE', 'local');  // application passwords over plain http
define('WP_HTTP_BLOCK_EXTERNAL', true);  // nothing leaves this machine
define('AUTOMATIC_UPDATER_DISABLED', true);
define('DISABLE_WP_CRON', true);
define('WP_DEBUG', false);
if (!defined('ABSPATH')) {
    define('ABSPATH', __DIR__ . '/');
}
require_once ABSPATH . 'wp-settings.php';
