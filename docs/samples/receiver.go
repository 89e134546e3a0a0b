package main

import (
	"crypto/hmac"
	"crypto/sha256"
	"encoding/base64"
	"encoding/hex"
	"encoding/json"
	"io"
	"log"
	"net/http"
	"os"
	"regexp"
	"strconv"
	"strings"
	"time"
)

// While a secret is rotated, the new one and the old one, with a comma between them.
var secrets = strings.FieldsFunc(os.Getenv("WEBHOOK_SECRET"), func(letter rune) bool { return letter == ',' })

var oncehub = regexp.MustCompile(`^t=([0-9]{1,12}),s=([0-9a-f]{64})$`)

// hasOncehubSignature says whether these bytes carry the signature that OnceHub's webhooks have, made in the last five minutes.
func hasOncehubSignature(header http.Header, rawBody []byte) bool {
	match := oncehub.FindStringSubmatch(header.Get("Oncehub-Signature"))
	if match == nil {
		return false
	}
	given, _ := hex.DecodeString(match[2])
	for _, secret := range secrets {
		if hmac.Equal(given, digest(secret, match[1]+".", rawBody)) {
			return isRecent(match[1])
		}
	}
	return false
}

// hasStandardSignature says whether these bytes carry a signature of Standard Webhooks, made in the last five minutes.
func hasStandardSignature(header http.Header, rawBody []byte) bool {
	seconds := header.Get("webhook-timestamp")
	for _, secret := range secrets {
		sum := digest(secret, header.Get("webhook-id")+"."+seconds+".", rawBody)
		expected := "v1," + base64.StdEncoding.EncodeToString(sum)
		for _, given := range strings.Split(header.Get("webhook-signature"), " ") {
			if hmac.Equal([]byte(given), []byte(expected)) {
				return isRecent(seconds)
			}
		}
	}
	return false
}

func digest(secret, signed string, rawBody []byte) []byte {
	mac := hmac.New(sha256.New, []byte(secret))
	mac.Write([]byte(signed))
	mac.Write(rawBody)
	return mac.Sum(nil)
}

func isRecent(text string) bool {
	seconds, err := strconv.ParseInt(text, 10, 64)
	return err == nil && time.Since(time.Unix(seconds, 0)).Abs() <= 5*time.Minute
}

func receive(response http.ResponseWriter, request *http.Request) {
	body, err := io.ReadAll(http.MaxBytesReader(response, request.Body, 1<<20))
	// Either of the two will do.
	if err != nil || !hasStandardSignature(request.Header, body) && !hasOncehubSignature(request.Header, body) {
		response.WriteHeader(http.StatusUnauthorized)
		return
	}
	response.WriteHeader(http.StatusNoContent)
	var event struct{ Type string }
	if json.Unmarshal(body, &event) == nil {
		log.Println(event.Type)
	}
}

func main() {
	port := os.Getenv("PORT")
	if port == "" {
		port = "4000"
	}
	log.Fatal(http.ListenAndServe("127.0.0.1:"+port, http.HandlerFunc(receive)))
}
