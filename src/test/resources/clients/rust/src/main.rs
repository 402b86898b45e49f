//! A function written with AWS's Rust client that ends in every way that a Rust function can: its event says how.

use lambda_runtime::streaming::{channel, Body, Response, Sender};
use lambda_runtime::{run, service_fn, Diagnostic, Error, FunctionResponse, LambdaEvent};
use serde_json::{json, Value};
use std::{env, future::pending, process};

type Answer = Result<FunctionResponse<Value, Body>, Diagnostic>;

async fn handle(event: LambdaEvent<Value>) -> Answer {
    match event.payload["op"].as_str().unwrap_or_default() {
        "fail" => Err(Error::from("the database left").into()),
        "refuse" => Err(Diagnostic {
            error_type: "OrderRefused".into(),
            error_message: "refused: A1".into(),
        }),
        "panic" => panic!("no way on"),
        "exit" => process::exit(3),
        "abort" => process::abort(),
        "hang" => pending().await,
        op if op.starts_with("stream") => Ok(streamed(op.to_owned())),
        op => Ok(FunctionResponse::BufferedResponse(
            json!({"op": op, "request_id": event.context.request_id}),
        )),
    }
}

/// Answers at once; the parts follow one by one.
fn streamed(op: String) -> FunctionResponse<Value, Body> {
    let (sender, body) = channel();
    tokio::spawn(send(sender, op));
    FunctionResponse::StreamingResponse(Response::from(body))
}

async fn send(mut sender: Sender, op: String) {
    for part in ["one ", "two"] {
        sender.send_data(part.into()).await.expect("a listener");
    }
    match op.as_str() {
        "stream-fail" => sender.abort(),
        "stream-panic" => panic!("no way on"),
        "stream-abort" => process::abort(),
        "stream-hang" => pending().await,
        _ => {}
    }
}

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), Error> {
    match env::var("FUNCTION").as_deref() {
        Ok("fails") => Err("no configuration".into()),
        Ok("panics") => panic!("no configuration"),
        _ => run(service_fn(handle)).await,
    }
}
