// A function written with AWS's Go client that ends in every way that a Go function can: its event says how.
package main

import (
	"context"
	"errors"
	"io"
	"net/http"
	"os"
	"time"

	"github.com/aws/aws-lambda-go/events"
	"github.com/aws/aws-lambda-go/lambda"
	"github.com/aws/aws-lambda-go/lambda/messages"
	"github.com/aws/aws-lambda-go/lambdacontext"
	"github.com/aws/aws-lambda-go/lambdaurl"
)

type event struct {
	Op string `json:"op"`
}

type orderRefused struct{ order string }

func (e *orderRefused) Error() string { return "refused: " + e.order }

// stream reads its parts one by one, and then does what its end does.
type stream struct {
	parts []string
	end   func() error
}

func (s *stream) Read(buffer []byte) (int, error) {
	if len(s.parts) == 0 {
		return 0, s.end()
	}
	n := copy(buffer, s.parts[0])
	s.parts = s.parts[1:]
	return n, nil
}

func eof() error { return io.EOF }

func gone() error { return errors.New("the database left") }

// refused has a type as Lambda keeps it.
func refused() error {
	return messages.InvokeResponse_Error{Type: "Function.OrderRefused", Message: "refused: A1"}
}

func exit() error {
	os.Exit(3)
	return nil
}

func hang() error {
	time.Sleep(time.Hour)
	return nil
}

func panics() error { panic("no way on") }

func streamed(end func() error) io.Reader {
	return &stream{parts: []string{"one ", "two"}, end: end}
}

func handle(ctx context.Context, e event) (any, error) {
	switch e.Op {
	case "fail":
		return nil, gone()
	case "refuse":
		return nil, &orderRefused{"A1"}
	case "typed":
		return nil, refused()
	case "unserialisable":
		return func() {}, nil
	case "panic":
		panic("no way on")
	case "exit":
		return nil, exit()
	case "hang":
		return nil, hang()
	case "stream":
		return streamed(eof), nil
	case "stream-url":
		return &events.LambdaFunctionURLStreamingResponse{
			StatusCode: 201, Cookies: []string{"a=b"}, Body: streamed(eof)}, nil
	case "stream-fail":
		return streamed(gone), nil
	case "stream-fail-first":
		return &stream{end: gone}, nil
	case "stream-typed":
		return streamed(refused), nil
	case "stream-panic":
		return streamed(panics), nil
	case "stream-exit":
		return streamed(exit), nil
	case "stream-hang":
		return streamed(hang), nil
	}
	lc, _ := lambdacontext.FromContext(ctx)
	return map[string]string{"op": e.Op, "request_id": lc.AwsRequestID}, nil
}

// serve answers the requests of a function URL, which are streamed as it writes.
func serve(w http.ResponseWriter, r *http.Request) {
	w.Header().Set("Content-Type", "text/plain")
	io.WriteString(w, "one ")
	io.WriteString(w, r.URL.Path)
}

func farewell() {
	println("closed all connections")
	os.Exit(0)
}

func main() {
	switch os.Getenv("FUNCTION") {
	case "exits":
		os.Exit(4)
	case "panics":
		panic("no configuration")
	case "url":
		lambdaurl.Start(http.HandlerFunc(serve))
	case "sigterm":
		lambda.StartWithOptions(handle, lambda.WithEnableSIGTERM(farewell))
	}
	lambda.Start(handle)
}
