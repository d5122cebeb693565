<?php
// Router of `php -S`: a file is served as it is, everything else (pretty permalinks, dots in slugs) goes to WordPress.
$root = $_SERVER['DOCUMENT_ROOT'];
$path = rawurldecode(parse_url($_SERVER['REQUEST_URI'], PHP_URL_PATH) ?: '/');
$file = realpath($root . $path);
$inside = $file && str_starts_with("$file/", "$root/");
if ($inside && is_dir($file) && is_file("$file/index.php") && $path !== '/') {
    if (str_ends_with($path, '/')) {
        return false;
    }
    header("Location: $path/", true, 301);
    return true;
}
if ($inside && is_file($file)) {
    return false;
}
$_SERVER['SCRIPT_NAME'] = $_SERVER['PHP_SELF'] = '/index.php';
$_SERVER['SCRIPT_FILENAME'] = "$root/index.php";
chdir($root);
require "$root/index.php";
