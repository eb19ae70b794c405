package dev.devledger.adapters.rest;

import dev.devledger.adapters.rest.http.AnswerWriter;
import dev.devledger.adapters.rest.http.DownloadWriter;
import dev.devledger.adapters.rest.http.RequestArguments;
import dev.devledger.adapters.rest.http.RequestCheck;
import dev.devledger.application.projection.Rebuilds;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.web.method.support.HandlerMethodArgumentResolver;
import org.springframework.web.method.support.HandlerMethodReturnValueHandler;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/** How requests and answers of the REST API are read and written. */
record RestWeb(ObjectProvider<Rebuilds> rebuilds) implements WebMvcConfigurer {
    @Override
    public void addArgumentResolvers(List<HandlerMethodArgumentResolver> resolvers) {
        resolvers.add(new RequestArguments());
    }

    @Override
    public void addReturnValueHandlers(List<HandlerMethodReturnValueHandler> handlers) {
        handlers.add(new AnswerWriter());
        handlers.add(new DownloadWriter());
    }

    @Override
    public void addInterceptors(InterceptorRegistry registry) {
        String resources = RestWeb.class.getPackageName() + ".";
        registry.addInterceptor(new RequestCheck(this::rebuilding, resources)).addPathPatterns("/api/**");
    }

    private Set<String> rebuilding() {
        return Optional.ofNullable(rebuilds.getIfAvailable())
                .map(Rebuilds::stale)
                .orElse(Set.of());
    }
}
