package main

import (
	"crypto/hmac"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"io"
	"log"
	"net/http"
	"os"
	"regexp"
	"strconv"
	"time"
)

var signature = regexp.MustCompile(`^t=([0-9]{1,12}),s=([0-9a-f]{64})$`)

// isFromDaybook says whether Daybook signed these bytes with this secret, not more than five minutes ago.
func isFromDaybook(secret, header string, rawBody []byte) bool {
	match := signature.FindStringSubmatch(header)
	if match == nil {
		return false
	}
	mac := hmac.New(sha256.New, []byte(secret))
	mac.Write([]byte(match[1] + "."))
	mac.Write(rawBody)
	given, _ := hex.DecodeString(match[2])
	seconds, _ := strconv.ParseInt(match[1], 10, 64)
	age := time.Since(time.Unix(seconds, 0)).Abs()
	return hmac.Equal(given, mac.Sum(nil)) && age <= 5*time.Minute
}

func receive(response http.ResponseWriter, request *http.Request) {
	body, err := io.ReadAll(http.MaxBytesReader(response, request.Body, 1<<20))
	if err != nil || !isFromDaybook(os.Getenv("WEBHOOK_SECRET"), request.Header.Get("Oncehub-Signature"), body) {
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
