"""Makes the calls of a test with PyWa. Each call is a line of JSON, and so is its answer."""

import dataclasses
import json
import sys

import httpx
from pywa import WhatsApp
from pywa.errors import WhatsAppError
from pywa.types import AccountUpdate
from pywa.types.others import StorageConfiguration

address, phone_id, waba_id, token, app_secret = sys.argv[1:]
session = httpx.Client()
client = WhatsApp(
    phone_id=phone_id,
    waba_id=waba_id,
    token=token,
    app_secret=app_secret,
    session=session,
)
session.base_url = f"{address}/v24.0"


def called(method, arguments):
    if method == "webhook":
        return understood(**arguments)
    storage = arguments.get("storage_configuration")
    if storage is not None:
        arguments["storage_configuration"] = StorageConfiguration(**storage)
    return getattr(client, method)(**arguments)


def understood(body, signature):
    refusal = client.webhook_update_validator(body.encode(), signature)
    if refusal is not None:
        return {"refused": refusal[1]}
    update = AccountUpdate.from_update(client, json.loads(body))
    return {
        "event": update.event,
        "account": update.waba_info.id,
        "reason": update.disconnection_info.reason,
    }


def plain(value):
    return dataclasses.asdict(value) if dataclasses.is_dataclass(value) else str(value)


for line in sys.stdin:
    try:
        answer = {"result": called(*json.loads(line))}
    except WhatsAppError as error:
        refusal = {"code": error.code, "subcode": error.subcode, "title": error.user_title}
        answer = {"refusal": refusal}
    print(json.dumps(answer, default=plain), flush=True)
