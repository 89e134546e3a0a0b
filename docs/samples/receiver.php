<?php
// Try it with: WEBHOOK_SECRET=… php -S 127.0.0.1:4000 receiver.php

/** True if these bytes carry the signature that OnceHub's webhooks have, made with one of the secrets in the last five minutes. */
function has_oncehub_signature(array $secrets, string $rawBody): bool
{
    $header = $_SERVER['HTTP_ONCEHUB_SIGNATURE'] ?? '';
    if (preg_match('/\At=(\d{1,12}),s=([0-9a-f]{64})\z/', $header, $match) !== 1) {
        return false;
    }
    [, $t, $s] = $match;
    foreach ($secrets as $secret) {
        if (hash_equals(hash_hmac('sha256', "$t.$rawBody", $secret), $s)) {
            return is_recent($t);
        }
    }
    return false;
}

/** True if these bytes carry a signature of Standard Webhooks, made with one of the secrets in the last five minutes. */
function has_standard_signature(array $secrets, string $rawBody): bool
{
    $id = $_SERVER['HTTP_WEBHOOK_ID'] ?? '';
    $t = $_SERVER['HTTP_WEBHOOK_TIMESTAMP'] ?? '';
    foreach ($secrets as $secret) {
        $expected = 'v1,' . base64_encode(hash_hmac('sha256', "$id.$t.$rawBody", $secret, true));
        foreach (explode(' ', $_SERVER['HTTP_WEBHOOK_SIGNATURE'] ?? '') as $given) {
            if (hash_equals($expected, $given)) {
                return is_recent($t);
            }
        }
    }
    return false;
}

function is_recent(string $seconds): bool
{
    return preg_match('/\A\d{1,12}\z/', $seconds) === 1 && abs(time() - (int) $seconds) <= 300;
}

// While a secret is rotated, the new one and the old one, with a comma between them.
$secrets = array_filter(explode(',', (string) getenv('WEBHOOK_SECRET')));
$body = file_get_contents('php://input');
// Either of the two will do.
if (!has_standard_signature($secrets, $body) && !has_oncehub_signature($secrets, $body)) {
    http_response_code(401);
    exit;
}
http_response_code(204);
error_log(json_decode($body, true)['type']);
