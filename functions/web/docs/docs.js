"use strict";

// Nothing leaves this origin, and no credential outlives the page.
SwaggerUIBundle({
  url: "/openapi.json",
  dom_id: "#documentacao",
  deepLinking: true,
  tryItOutEnabled: true,
  persistAuthorization: false,
  validatorUrl: null,
  // Closed: Swagger UI gives up drawing somewhere above 126 open operations, and nobody reads so many at once.
  docExpansion: "none",
  defaultModelsExpandDepth: 0,
  displayRequestDuration: true,
  filter: true,
});
