<?php
// Try it with: WEBHOOK_SECRET=… php -S 127.0.0.1:4000 receiver.php

/** True if Daybook signed these bytes with this secret, not more than five minutes ago. */
function is_from_daybook(string $secret, ?string $header, string $rawBody): bool
{
    if (preg_match('/\At=(\d{1,12}),s=([0-9a-f]{64})\z/', $header ?? '', $match) !== 1) {
        return false;
    }
    [, $t, $s] = $match;
    $expected = hash_hmac('sha256', $t . '.' . $rawBody, $secret);
    return hash_equals($expected, $s) && abs(time() - (int) $t) <= 300;
}

$body = file_get_contents('php://input');
if (!is_from_daybook(getenv('WEBHOOK_SECRET'), $_SERVER['HTTP_ONCEHUB_SIGNATURE'] ?? null, $body)) {
    http_response_code(401);
    exit;
}
http_response_code(204);
error_log(json_decode($body, true)['type']);
