import assert from 'node:assert/strict';
import { test } from 'node:test';
import { acceptableUrl, allowHosts, isPublicAddress } from './address-guard.ts';

const nobody = allowHosts([]);

test('addresses of the public internet are public', () => {
  for (const address of [
    '8.8.8.8',
    '1.1.1.1',
    '93.184.216.34',
    '172.32.0.1',
    '100.128.0.1',
    '2606:4700::1111',
    '2a00:1450:4001:80b::200e',
  ]) {
    assert.equal(isPublicAddress(address), true, address);
  }
});

test('addresses that lead inside, to the cloud, to many, or nowhere are not public', () => {
  const closed = `
    0.0.0.0 0.1.2.3 10.0.0.1 10.255.255.255 100.64.0.1 100.100.100.200 100.127.255.255 127.0.0.1 127.255.255.254
    168.63.129.16 169.254.0.1 169.254.169.254 172.16.0.1 172.31.255.255 192.0.0.1 192.0.0.192 192.0.2.7 192.88.99.1
    192.168.0.1 198.18.0.1 198.19.255.255 198.51.100.1 203.0.113.9 224.0.0.1 239.255.255.255 240.0.0.1 255.255.255.255
    :: ::1 ::7f00:1 ::127.0.0.1 ::ffff:127.0.0.1 ::ffff:7f00:1 ::ffff:8.8.8.8 ::ffff:0:10.0.0.1 64:ff9b::7f00:1
    64:ff9b::8.8.8.8 64:ff9b:1::a00:1 100::1 2001::1 2001:0:7f00:1:: 2001:2::1 2001:10::1 2001:20::1 2001:db8::1 2002:7f00:1::
    2002:c0a8:0101::1 3fff::1 5f00::1 fc00::1 fd00:ec2::254 fd12:3456::1 fe80::1 fe80::1%eth0 fec0::1 ff02::1 ff05::2`;
  for (const address of closed.trim().split(/\s+/)) assert.equal(isPublicAddress(address), false, address);
  for (const text of ['', 'localhost', '2130706433', '0x7f000001', '127.1', '1.2.3', '1.2.3.4.5']) {
    assert.equal(isPublicAddress(text), false, text);
  }
});

test('a complete https URL of a public host is acceptable', () => {
  for (const text of [
    'https://mywebsite.com/webhooks/booking',
    'HTTPS://MyWebsite.com',
    'https://hooks.example.com:8443/a?b=c#d',
    'https://8.8.8.8/hook',
    'https://[2606:4700::1111]/hook',
    'https://mailto.example.com/@somebody',
    'https://bücher.example/hook',
  ]) {
    assert.ok(acceptableUrl(text, nobody), text);
  }
});

test('no spelling of a private host is acceptable', () => {
  const hosts = `
    127.0.0.1 127.1 127.0.1 0177.0.0.1 0177.1 0x7f.0.0.1 0x7f.1 0x7f000001 017700000001 2130706433 127.0.0.1. 127.1. ①②⑦.0.0.1
    127。0。0。1 0 0.0.0.0 00000000 10.1.1.1 0xa.1 012.1.1.1 167772161 172.16.5.4 192.168.1.1 0xc0a80101 3232235777 169.254.169.254
    0xa9fea9fe 2852039166 025177524776 100.100.100.200 168.63.129.16 [::1] [::] [0:0:0:0:0:0:0:1] [::ffff:127.0.0.1] [::ffff:7f00:1]
    [::ffff:a9fe:a9fe] [0:0:0:0:0:ffff:7f00:0001] [::127.0.0.1] [64:ff9b::7f00:1] [64:ff9b::169.254.169.254] [2002:7f00:1::] [2001:0:7f00:1::]
    [fd00:ec2::254] [fe80::1] [fc00::1] [ff02::1] [2001:db8::1] localhost LOCALHOST localhost. foo.localhost ｌocalhost loc%61lhost
    metadata.google.internal printer.local intranet router.home.arpa hooks.internal hooks.internal.`;
  for (const host of hosts.trim().split(/\s+/)) {
    for (const text of [`https://${host}/`, `https://${host}:8443/x`, `http://${host}/`]) {
      assert.equal(acceptableUrl(text, nobody), undefined, text);
    }
  }
});

test('what is not a complete https URL without credentials is not acceptable', () => {
  for (const text of [
    '',
    'mywebsite.com/hook',
    '//mywebsite.com',
    '/hook',
    'https:',
    'https://',
    'https:mywebsite.com',
    'https:\\\\mywebsite.com',
    'https://mywebsite.com\\@10.0.0.1/',
    'http://mywebsite.com/hook',
    'ftp://mywebsite.com',
    'file:///etc/passwd',
    'javascript:alert(1)',
    'data:text/plain,x',
    'https://user:pass@mywebsite.com',
    'https://user@mywebsite.com',
    'https://@mywebsite.com',
    'https://:@mywebsite.com',
    'https://my website.com',
    ' https://mywebsite.com',
    'https://mywebsite.com\n',
    'https://mywebsite.com/a\tb',
    'https://mywebsite.com:99999',
    'https://[::1',
    'https://1.2.3.4.5',
    'https://256.1.1.1',
    'https://my..website.com',
    'https://mywebsite.com..',
    'https://*.mywebsite.com',
    'https://-mywebsite.com',
    'https://mywebsite.com\u0000',
    'https://my\u00adwebsite.com',
    'https://my\u200bwebsite.com',
    `https://${'a'.repeat(64)}.com`,
    `https://${'a.'.repeat(130)}com`,
  ]) {
    assert.equal(acceptableUrl(text, nobody), undefined, JSON.stringify(text));
  }
});

test('on allowed hosts, and only there, http and private addresses are fine', () => {
  const allowed = allowHosts([
    '127.0.0.1',
    'LOCALHOST',
    'hooks.internal:8080',
    '[::1]:443',
    'fd00::5',
    'plain.example:80',
  ]);
  for (const text of [
    'http://127.0.0.1:9999/hook',
    'https://127.0.0.1/hook',
    'http://2130706433/hook',
    'http://localhost:1/',
    'http://hooks.internal:8080/',
    'https://[::1]/',
    'http://[fd00::5]:7000/',
    'http://plain.example/',
  ]) {
    assert.ok(acceptableUrl(text, allowed), text);
  }
  for (const text of [
    'http://127.0.0.2/',
    'http://hooks.internal/',
    'http://hooks.internal:8081/',
    'http://[::1]/',
    'http://u:p@127.0.0.1/',
    'http://plain.example:81/',
  ]) {
    assert.equal(acceptableUrl(text, allowed), undefined, text);
  }
});

test('ports that are not open are closed everywhere but on allowed hosts', () => {
  const allowed = allowHosts(['trusted.example'], { ports: [443, 4443] });
  for (const text of ['https://a.example.com/', 'https://a.example.com:4443/', 'http://trusted.example:22/'])
    assert.ok(acceptableUrl(text, allowed), text);
  for (const text of ['https://a.example.com:8443/', 'https://a.example.com:22/', 'https://8.8.8.8:25/'])
    assert.equal(acceptableUrl(text, allowed), undefined, text);
});

test('a network that the operator closed is no more public than a private one', () => {
  const allowed = allowHosts(['8.8.4.4'], { closed: ['8.8.0.0/16', '9.9.9.9', '2a00:1450:4001::/48'] });
  for (const host of ['8.8.8.8', '8.8.0.0', '9.9.9.9', '[2a00:1450:4001:80b::200e]', '0x08080808'])
    assert.equal(acceptableUrl(`https://${host}/`, allowed), undefined, host);
  for (const host of ['8.9.0.1', '9.9.9.8', '[2a00:1450:4002::1]', '8.8.4.4'])
    assert.ok(acceptableUrl(`https://${host}/`, allowed), host);
});

test('an entry of closed networks that is no network stops the start', () => {
  for (const entry of [
    '',
    '10',
    '10.0.0.0/33',
    '10.0.0.0/',
    '10.0.0.0/8/8',
    '::/129',
    'fe80::1%eth0',
    'example.com/8',
    '10.0.0.0/-1',
  ])
    assert.throws(() => allowHosts([], { closed: [entry] }), /is neither a network/, entry);
});

test('an entry of allowed hosts that is no host stops the start', () => {
  for (const entry of [
    '',
    'http://localhost',
    'localhost/',
    'a b',
    'user@host',
    'host:',
    'host:port',
    'host:99999',
    '[::1',
    'a,b c',
  ]) {
    assert.throws(() => allowHosts([entry]), /is neither a host nor host:port/, entry);
  }
});
