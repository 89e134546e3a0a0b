/**
 * For HTTPS servers on the loopback: a certificate for localhost, 127.0.0.1 and hooks.daybook.example that signs itself, until
 * 2126. Its key is no secret: nobody trusts it, apart from a test that says so with `tls.setDefaultCACertificates`.
 */
export const certificate = {
  key: `-----BEGIN PRIVATE KEY-----
MIGHAgEAMBMGByqGSM49AgEGCCqGSM49AwEHBG0wawIBAQQgWOI1b0b4ZBLa2N1m
3gaYDv/3dF6ghDmGsNtGsfiXw5yhRANCAARtX810HKjCDIJBb9YpiZYK3rc4n2GG
S8WvpGznW0gazSgeyUnVG7oqG+mJfTQqrZuvcDk94xI+MJQxpNCRviHw
-----END PRIVATE KEY-----
`,
  cert: `-----BEGIN CERTIFICATE-----
MIIBzDCCAXKgAwIBAgIUAT0Y28MbwglZyt8yV5unqnZsayUwCgYIKoZIzj0EAwIw
IDEeMBwGA1UEAwwVaG9va3MuZGF5Ym9vay5leGFtcGxlMCAXDTI2MTEyNDEyMzg1
NFoYDzIxMjYxMDMxMTIzODU0WjAgMR4wHAYDVQQDDBVob29rcy5kYXlib29rLmV4
YW1wbGUwWTATBgcqhkjOPQIBBggqhkjOPQMBBwNCAARtX810HKjCDIJBb9YpiZYK
3rc4n2GGS8WvpGznW0gazSgeyUnVG7oqG+mJfTQqrZuvcDk94xI+MJQxpNCRviHw
o4GHMIGEMB0GA1UdDgQWBBQJGFZaUJveBdW5Exa6JFBQCW4w+TAfBgNVHSMEGDAW
gBQJGFZaUJveBdW5Exa6JFBQCW4w+TAPBgNVHRMBAf8EBTADAQH/MDEGA1UdEQQq
MCiCCWxvY2FsaG9zdIIVaG9va3MuZGF5Ym9vay5leGFtcGxlhwR/AAABMAoGCCqG
SM49BAMCA0gAMEUCIQD7BsoD40nH+Ab2edShRnzSS7A3CxSb16qDVg4vlEN26wIg
OxMQATQEEoE7+HZc2kk1yUntkcVN50LtyPFHqq1h+oE=
-----END CERTIFICATE-----
`,
};
