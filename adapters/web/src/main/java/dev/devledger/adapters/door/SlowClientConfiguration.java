package dev.devledger.adapters.door;

import dev.devledger.adapters.door.SlowClientProtocol.SlowClientLimit;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.WriteListener;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpServletResponseWrapper;
import java.io.IOException;
import java.util.Collections;
import java.util.Enumeration;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.tomcat.servlet.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;
import org.springframework.http.HttpHeaders;
import org.springframework.web.filter.OncePerRequestFilter;

/** Disconnects slow clients, whatever they request. */
@Configuration(proxyBeanMethods = false)
public class SlowClientConfiguration {

    @Bean
    WebServerFactoryCustomizer<TomcatServletWebServerFactory> patientServer(ObjectProvider<SlowClientLimit> patience) {
        return factory -> {
            factory.setProtocol(SlowClientProtocol.class.getName());
            factory.addConnectorCustomizers(connector -> {
                if (connector.getProtocolHandler() instanceof SlowClientProtocol protocol) {
                    protocol.have(patience.getIfAvailable(() -> SlowClientLimit.STANDARD));
                }
            });
        };
    }

    /** Registers the filter after the filter that gives each request an id, and before all other filters. */
    @Bean
    FilterRegistrationBean<ChunkedAnswers> inPieces() {
        FilterRegistrationBean<ChunkedAnswers> filter = new FilterRegistrationBean<>(new ChunkedAnswers());
        filter.setOrder(Ordered.HIGHEST_PRECEDENCE + 50);
        return filter;
    }

    @Bean
    FilterRegistrationBean<ImpossibleContentTypeFilter> noSuchType() {
        FilterRegistrationBean<ImpossibleContentTypeFilter> filter =
                new FilterRegistrationBean<>(new ImpossibleContentTypeFilter());
        filter.setOrder(Ordered.HIGHEST_PRECEDENCE + 60);
        return filter;
    }

    /**
     * Ignores the content type {@code *}{@code /*}, which no body can have. The framework handles an invalid content
     * type, but fails on this type.
     */
    static final class ImpossibleContentTypeFilter extends OncePerRequestFilter {
        @Override
        protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
                throws ServletException, IOException {
            chain.doFilter(isOfEveryType(request.getContentType()) ? new UntypedRequest(request) : request, response);
        }

        /** Also runs for an error page, which is a separate dispatch with the same header. */
        @Override
        protected boolean shouldNotFilterErrorDispatch() {
            return false;
        }

        private static boolean isOfEveryType(@Nullable String type) {
            return type != null && type.split(";", 2)[0].contains("*");
        }

        private static final class UntypedRequest extends HttpServletRequestWrapper {
            UntypedRequest(HttpServletRequest request) {
                super(request);
            }

            @Override
            public @Nullable String getContentType() {
                return null;
            }

            @Override
            public @Nullable String getHeader(String name) {
                return HttpHeaders.CONTENT_TYPE.equalsIgnoreCase(name) ? null : super.getHeader(name);
            }

            @Override
            public Enumeration<String> getHeaders(String name) {
                return HttpHeaders.CONTENT_TYPE.equalsIgnoreCase(name)
                        ? Collections.emptyEnumeration()
                        : super.getHeaders(name);
            }
        }
    }

    /**
     * Writes large answers in pieces. After each piece, Tomcat counts the bytes that the client has received, so a
     * client that receives a large answer steadily does not look stuck.
     */
    static final class ChunkedAnswers extends OncePerRequestFilter {
        static final int PIECE = 64 * 1024;

        @Override
        protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
                throws ServletException, IOException {
            chain.doFilter(request, new Answer(response));
        }

        private static final class Answer extends HttpServletResponseWrapper {
            Answer(HttpServletResponse response) {
                super(response);
            }

            @Override
            public ServletOutputStream getOutputStream() throws IOException {
                return new Pieces(super.getOutputStream());
            }
        }

        private static final class Pieces extends ServletOutputStream {
            private final ServletOutputStream out;

            Pieces(ServletOutputStream out) {
                this.out = out;
            }

            @Override
            public void write(int one) throws IOException {
                out.write(one);
            }

            @Override
            public void write(byte[] bytes, int from, int many) throws IOException {
                int written = 0;
                while (many - written > PIECE) {
                    out.write(bytes, from + written, PIECE);
                    written += PIECE;
                }
                out.write(bytes, from + written, many - written);
            }

            @Override
            public void flush() throws IOException {
                out.flush();
            }

            @Override
            public void close() throws IOException {
                out.close();
            }

            @Override
            public boolean isReady() {
                return out.isReady();
            }

            @Override
            public void setWriteListener(WriteListener listener) {
                out.setWriteListener(listener);
            }
        }
    }
}
