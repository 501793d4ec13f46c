"use strict";

// Nothing leaves this origin, and no credential outlives the page.
SwaggerUIBundle({
  url: "/openapi.json",
  dom_id: "#documentacao",
  deepLinking: true,
  tryItOutEnabled: true,
  persistAuthorization: false,
  validatorUrl: null,
  docExpansion: "list",
  defaultModelsExpandDepth: 0,
  displayRequestDuration: true,
  filter: true,
});
