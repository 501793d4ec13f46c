"""The last function by name, hence by matching: every address that no other serves, as problem+json."""

import azure.durable_functions as df
import azure.functions as func

from shared.kit.http import unmatched

blueprint = df.Blueprint()
_METHODS = ["GET", "POST", "PUT", "PATCH", "DELETE", "HEAD", "OPTIONS"]


@blueprint.function_name("zz_nao_encontrado")
@blueprint.route(route="{*path}", methods=_METHODS, auth_level=func.AuthLevel.ANONYMOUS)
async def zz_nao_encontrado(req: func.HttpRequest) -> func.HttpResponse:
    """404 for an address that nobody serves, 405 for one that is served by other methods."""
    return unmatched(req)
