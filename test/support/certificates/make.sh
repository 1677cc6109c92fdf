#!/bin/sh
# Makes the certificates of the TLS tests. Run it in this folder; needs openssl 3. See README.md.
set -eu
DAYS=36500

authority() {
	openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -days "$DAYS" \
		-keyout ca.key -out ca.crt -subj '/CN=Test authority' \
		-addext 'basicConstraints=critical,CA:TRUE' -addext 'keyUsage=critical,keyCertSign,cRLSign'
}

# name, subject alternative names, extended key usage, more options of `openssl ca`
leaf() {
	name=$1 names=$2 usage=$3
	shift 3
	openssl req -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -keyout "$name.key" -out "$name.csr" -subj "/CN=$name"
	printf 'subjectAltName=%s\nextendedKeyUsage=%s\n' "$names" "$usage" > "$name.ext"
	openssl ca -batch -config ca.conf -cert ca.crt -keyfile ca.key -in "$name.csr" -out "$name.crt" \
		-extfile "$name.ext" -notext "$@"
	rm "$name.csr" "$name.ext"
}

cat > ca.conf <<'CONF'
[ca]
default_ca = test
[test]
database = index.txt
new_certs_dir = .
rand_serial = yes
default_md = sha256
default_days = 36500
policy = any
unique_subject = no
[any]
commonName = supplied
CONF
: > index.txt

authority
leaf server 'DNS:secure.test,DNS:localhost,IP:127.0.0.1' serverAuth
leaf expired 'DNS:secure.test,IP:127.0.0.1' serverAuth -startdate 20250101000000Z -enddate 20260103000000Z
leaf wrong-name 'DNS:other.test' serverAuth
leaf client 'DNS:client.test' clientAuth
openssl ec -in client.key -aes256 -passout pass:open-sesame -out client-encrypted.key
openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -days "$DAYS" \
	-keyout self-signed.key -out self-signed.crt -subj '/CN=secure.test' -addext 'subjectAltName=DNS:secure.test'
openssl req -x509 -newkey rsa:768 -nodes -days "$DAYS" \
	-keyout small-key.key -out small-key.crt -subj '/CN=small-key' -addext 'subjectAltName=DNS:secure.test'
openssl pkcs12 -export -in client.crt -inkey client.key -out client.p12 -passout pass:open-sesame

rm -f ca.conf ca.key index.txt* ./*.pem
