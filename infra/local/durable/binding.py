"""The JSON that a `durableClient` parameter receives, and the URLs that the API answers with."""

import json
from urllib.parse import quote

WEBHOOK_PATH = "/runtime/webhooks/durabletask"
ID_PLACEHOLDER = "INSTANCEID"
_OPERATIONS = {
    "statusQueryGetUri": "",
    "sendEventPostUri": "/raiseEvent/{eventName}",
    "terminatePostUri": "/terminate?reason={text}",
    "rewindPostUri": "/rewind?reason={text}",
    "purgeHistoryDeleteUri": "",
    "restartPostUri": "/restart",
    "suspendPostUri": "/suspend?reason={text}",
    "resumePostUri": "/resume?reason={text}",
}


def management_urls(base_url: str, instance_id: str, *, code: str = "") -> dict[str, str]:
    """`id` and the URL of each operation on an instance; `code` is the system key they carry."""
    root = f"{base_url.rstrip('/')}{WEBHOOK_PATH}/instances/{quote(instance_id, safe='')}"
    urls = {operation: _with_code(root + path, code) for operation, path in _OPERATIONS.items()}
    return {"id": instance_id, **urls}


def client_payload(base_url: str, *, rpc_base_url: str, task_hub: str, code: str = "") -> str:
    """What a client binding receives; `base_url` is the public root, `rpc_base_url` where `api` is mounted.

    The SDK glues its paths to `rpc_base_url`; the other URLs are for people and outside callers.
    """
    rpc = rpc_base_url.rstrip("/") + "/"
    orchestrators = f"{base_url.rstrip('/')}{WEBHOOK_PATH}/orchestrators/{{functionName}}[/{{instanceId}}]"
    waiting = "?timeout={timeoutInSeconds}&pollingInterval={intervalInSeconds}"
    return json.dumps(
        {
            "taskHubName": task_hub,
            "connectionName": "Storage",
            "creationUrls": {
                "createNewInstancePostUri": _with_code(orchestrators, code),
                "createAndWaitOnNewInstancePostUri": _with_code(orchestrators + waiting, code),
            },
            "managementUrls": management_urls(base_url, ID_PLACEHOLDER, code=code),
            "baseUrl": f"{base_url.rstrip('/')}{WEBHOOK_PATH}",
            "requiredQueryStringParameters": f"code={code}" if code else "",
            "rpcBaseUrl": rpc,
            "httpBaseUrl": rpc,
        }
    )


def _with_code(url: str, code: str) -> str:
    return f"{url}{'&' if '?' in url else '?'}code={code}" if code else url
