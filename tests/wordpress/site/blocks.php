<?php
// blocks.php WORDPRESS < POST: the blocks that WordPress's own parser sees in a post, as JSON.
require "$argv[1]/wp-includes/class-wp-block-parser.php";
if (is_file("$argv[1]/wp-includes/class-wp-block-parser-block.php")) {  // one file each since WordPress 6.3
    require_once "$argv[1]/wp-includes/class-wp-block-parser-block.php";
    require_once "$argv[1]/wp-includes/class-wp-block-parser-frame.php";
}
$blocks = (new WP_Block_Parser())->parse(stream_get_contents(STDIN));
echo json_encode($blocks, JSON_UNESCAPED_UNICODE | JSON_UNESCAPED_SLASHES | JSON_THROW_ON_ERROR);
