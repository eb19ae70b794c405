package dev.devledger.adapters.rest.page;

import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.springframework.core.io.Resource;
import org.springframework.http.CacheControl;
import org.springframework.web.servlet.config.annotation.ResourceHandlerRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;
import org.springframework.web.servlet.resource.TransformedResource;
import org.webjars.WebJarVersionLocator;

/** What the page of the API loads: the files of Swagger UI, and the script that starts it, which is ours. */
public final class ApiPageFiles implements WebMvcConfigurer {
    private static final String WEBJAR = "swagger-ui";

    @Override
    public void addResourceHandlers(ResourceHandlerRegistry registry) {
        registry.addResourceHandler("/swagger-ui/**")
                .addResourceLocations("classpath:/META-INF/resources/webjars/" + WEBJAR + "/"
                        + new WebJarVersionLocator().version(WEBJAR) + "/");
        registry.addResourceHandler("/swagger-ui/*swagger-initializer.js")
                .addResourceLocations("classpath:/dev/devledger/adapters/rest/page/")
                .setUseLastModified(false)
                .setCacheControl(CacheControl.noStore())
                .resourceChain(false)
                .addTransformer((request, script, chain) -> belowOurPath(request, script));
    }

    private static Resource belowOurPath(HttpServletRequest request, Resource script) throws IOException {
        String text = script.getContentAsString(StandardCharsets.UTF_8);
        return new TransformedResource(
                script,
                text.replace("\"/v3/", '"' + request.getContextPath() + "/v3/").getBytes(StandardCharsets.UTF_8));
    }
}
