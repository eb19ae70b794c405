window.onload = function() {
  //<editor-fold desc="Changeable Configuration Block">

  // the following lines will be replaced by docker/configurator, when it runs in a docker-container
  window.ui = SwaggerUIBundle({
    url: "https://petstore.swagger.io/v2/swagger.json",
    dom_id: '#swagger-ui',
    deepLinking: true,
    requestInterceptor: (request) => {
			const value = `; ${document.cookie}`;
			const parts = value.split(`; XSRF-TOKEN=`);
			const currentURL = new URL(document.URL);
			const requestURL = new URL(request.url, document.location.origin);
			const isSameOrigin = (currentURL.protocol === requestURL.protocol && currentURL.host === requestURL.host);
			if (isSameOrigin && parts.length === 2) request.headers['X-XSRF-TOKEN'] = parts.pop().split(';').shift();
			return request;
		},
		presets: [
      SwaggerUIBundle.presets.apis,
      SwaggerUIStandalonePreset
    ],
    plugins: [
      SwaggerUIBundle.plugins.DownloadUrl
    ],
    layout: "StandaloneLayout" ,

  "configUrl" : "/v3/api-docs/swagger-config",
  "defaultModelsExpandDepth" : "0",
  "displayRequestDuration" : true,
  "persistAuthorization" : false,
  "tryItOutEnabled" : true,
  "validatorUrl" : "none"

  });

  //</editor-fold>
};
