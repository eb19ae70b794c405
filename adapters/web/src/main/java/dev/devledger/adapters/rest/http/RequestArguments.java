package dev.devledger.adapters.rest.http;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.core.MethodParameter;
import org.springframework.web.bind.support.WebDataBinderFactory;
import org.springframework.web.context.request.NativeWebRequest;
import org.springframework.web.method.support.HandlerMethodArgumentResolver;
import org.springframework.web.method.support.ModelAndViewContainer;

/** Gives the methods of the resources a {@link WriteRequest}, perhaps {@link ByAgent}, or a {@link QueryParameters}. */
public final class RequestArguments implements HandlerMethodArgumentResolver {

    @Override
    public boolean supportsParameter(MethodParameter parameter) {
        return parameter.getParameterType() == WriteRequest.class
                || parameter.getParameterType() == QueryParameters.class;
    }

    @Override
    public Object resolveArgument(
            MethodParameter parameter,
            @Nullable ModelAndViewContainer container,
            NativeWebRequest web,
            @Nullable WebDataBinderFactory binders) {
        HttpServletRequest request = Objects.requireNonNull(web.getNativeRequest(HttpServletRequest.class));
        if (parameter.getParameterType() == QueryParameters.class) {
            return QueryParameters.of(request);
        }
        WriteRequest write = WriteRequest.of(request);
        return parameter.hasParameterAnnotation(ByAgent.class) ? write.by(agent(request)) : write;
    }

    private static @Nullable String agent(HttpServletRequest request) {
        QueryParameters query = QueryParameters.of(request);
        String agent = query.agent();
        query.rejectIfAny();
        return agent;
    }
}
