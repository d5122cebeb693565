<?php
// shown.php WORDPRESS: for each line of JSON with a post's text, and whether it is the classic editor's, a line of JSON
// that says what WordPress makes of it: blocks, HTML, the shortcodes that it ran, the texts behind `more`, pages.
// Of WordPress only the files that cut and show a post are loaded; what they ask a site for is below.
define('ABSPATH', "$argv[1]/");
foreach (['class-wp-block-parser', 'class-wp-block-parser-block', 'class-wp-block-parser-frame'] as $name) {
    if (is_file(ABSPATH . "wp-includes/$name.php")) {
        require_once ABSPATH . "wp-includes/$name.php";
    }
}
foreach (['plugin', 'formatting', 'kses', 'shortcodes'] as $name) {
    require_once ABSPATH . "wp-includes/$name.php";
}
function get_option(): string { return 'UTF-8'; }
function wp_load_alloptions(): array { return ['blog_charset' => 'UTF-8']; }
function wp_allowed_protocols(): array { return ['http', 'https', 'mailto']; }

/** Show any shortcode, and note that it ran; `img_caption_shortcode` of WordPress finds a caption in this way. */
function show($given, string $content, string $name): string {
    $attributes = (array) $given;
    $GLOBALS['ran'][] = [$name, (object) $attributes];
    if ($name === 'caption' && !isset($attributes['caption'])) {
        preg_match('#((?:<a [^>]+>\s*)?<img [^>]+>(?:\s*</a>)?)(.*)#is', $content, $found);
        [, $content, $attributes['caption']] = array_map('trim', $found + ['', $content, '']);
    }
    $inner = do_shortcode($content);
    return $name === 'caption' ? "<figure>$inner<figcaption>$attributes[caption]</figcaption></figure>" : "<span>$inner</span>";
}
foreach (['button_link', 'caption', 'embed', 'escaped', 'gallery', 'mark'] as $name) {
    add_shortcode($name, 'show');
}

while (($line = fgets(STDIN)) !== false) {
    [$text, $classic] = json_decode($line, true, flags: JSON_THROW_ON_ERROR);
    $GLOBALS['ran'] = [];
    $seen = ['blocks' => (new WP_Block_Parser())->parse($text)];
    $seen['html'] = do_shortcode($classic ? shortcode_unautop(wpautop($text)) : $text);
    $seen['shortcodes'] = $GLOBALS['ran'];
    preg_match_all('/<!--more(.*?)?-->/', $text, $found);  // as `get_extended` and `get_the_content` do
    $seen['more'] = array_map(fn ($said) => strip_tags(trim($said)), $found[1]);
    $seen['pages'] = substr_count($text, '<!--nextpage-->');
    echo json_encode($seen, JSON_UNESCAPED_UNICODE | JSON_INVALID_UTF8_SUBSTITUTE | JSON_THROW_ON_ERROR), "\n";
}
