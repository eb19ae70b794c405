package dev.devledger.adapters.rest;

import dev.devledger.adapters.rest.http.AnswerWriter;
import dev.devledger.adapters.rest.http.DownloadWriter;
import dev.devledger.adapters.rest.http.RequestArguments;
import dev.devledger.adapters.rest.http.RequestCheck;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import org.springframework.web.method.support.HandlerMethodArgumentResolver;
import org.springframework.web.method.support.HandlerMethodReturnValueHandler;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/**
 * How requests and answers of the REST API are read and written.
 *
 * @param rebuilding the projections whose rows are being made anew
 */
record RestWeb(Supplier<Set<String>> rebuilding) implements WebMvcConfigurer {
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
        registry.addInterceptor(new RequestCheck(rebuilding, resources)).addPathPatterns("/api/**");
    }
}
