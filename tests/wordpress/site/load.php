<?php
// Load WordPress without a browser: `require` this with $argv[1] the site's folder and $argv[2] its address.
ini_set('display_errors', 'stderr');
error_reporting(E_ALL & ~E_DEPRECATED);  // WordPress 6.1 is older than the PHP of today
$_SERVER['HTTP_HOST'] = parse_url($argv[2], PHP_URL_HOST) . ':' . parse_url($argv[2], PHP_URL_PORT);
$_SERVER['SERVER_NAME'] = '127.0.0.1';
$_SERVER['REQUEST_URI'] = '/';
$_SERVER['REQUEST_METHOD'] = 'GET';
require "$argv[1]/wp-load.php";
