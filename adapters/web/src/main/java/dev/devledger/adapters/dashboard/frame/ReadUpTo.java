package dev.devledger.adapters.dashboard.frame;

import dev.devledger.application.history.HistoryQueries;
import dev.devledger.application.history.Moments;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.HandlerInterceptor;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/**
 * Notes, before a page is read, up to where it has all that happened. Its stream begins there, so that what is changed while the
 * page is on its way is heard of too.
 */
public record ReadUpTo(HistoryQueries history, Moments moments) implements HandlerInterceptor, WebMvcConfigurer {
    private static final String ATTRIBUTE = ReadUpTo.class.getName();
    private static final String PAGES = "dev.devledger.adapters.dashboard";

    @Override
    public void addInterceptors(InterceptorRegistry registry) {
        registry.addInterceptor(this);
    }

    @Override
    public boolean preHandle(HttpServletRequest request, HttpServletResponse response, Object handler) {
        if (handler instanceof HandlerMethod method
                && method.getBeanType().getPackageName().startsWith(PAGES)) {
            request.setAttribute(ATTRIBUTE, history.end(moments.settled()));
        }
        return true;
    }

    /** Null where it was not noted. */
    static @Nullable String of(HttpServletRequest request) {
        return (String) request.getAttribute(ATTRIBUTE);
    }
}
