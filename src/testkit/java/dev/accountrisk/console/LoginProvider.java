package dev.accountrisk.console;

import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.source.ImmutableJWKSet;
import com.nimbusds.jose.jwk.source.JWKSource;
import com.nimbusds.jose.proc.SecurityContext;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.NoSuchAlgorithmException;
import java.security.interfaces.RSAPublicKey;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Stream;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.security.autoconfigure.web.servlet.SecurityFilterAutoConfiguration;
import org.springframework.boot.tomcat.autoconfigure.servlet.TomcatServletWebServerAutoConfiguration;
import org.springframework.boot.webmvc.autoconfigure.DispatcherServletAutoConfiguration;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.core.annotation.Order;
import org.springframework.core.env.Environment;
import org.springframework.security.config.Customizer;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configuration.EnableWebSecurity;
import org.springframework.security.config.annotation.web.configurers.AbstractHttpConfigurer;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.userdetails.User;
import org.springframework.security.core.userdetails.UserDetailsService;
import org.springframework.security.oauth2.core.AuthorizationGrantType;
import org.springframework.security.oauth2.core.ClientAuthenticationMethod;
import org.springframework.security.oauth2.core.oidc.OidcScopes;
import org.springframework.security.oauth2.jwt.JwtClaimsSet;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.security.oauth2.jwt.JwtEncoder;
import org.springframework.security.oauth2.jwt.JwtEncoderParameters;
import org.springframework.security.oauth2.jwt.NimbusJwtDecoder;
import org.springframework.security.oauth2.jwt.NimbusJwtEncoder;
import org.springframework.security.oauth2.server.authorization.client.InMemoryRegisteredClientRepository;
import org.springframework.security.oauth2.server.authorization.client.RegisteredClient;
import org.springframework.security.oauth2.server.authorization.settings.AuthorizationServerSettings;
import org.springframework.security.oauth2.server.authorization.token.JwtEncodingContext;
import org.springframework.security.oauth2.server.authorization.token.OAuth2TokenCustomizer;
import org.springframework.security.provisioning.InMemoryUserDetailsManager;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.authentication.LoginUrlAuthenticationEntryPoint;

/**
 * A provider of OpenID Connect: Spring Authorization Server, on a port of its own. Each user has the password {@link #PASSWORD} and,
 * in the claim {@code realm_access.roles}, the roles of its name, divided by dots: {@code viewer.payload}.
 */
final class LoginProvider implements AutoCloseable {
    static final String CLIENT = "account-risk-console";
    static final String SECRET = "a secret of the console";
    static final String PASSWORD = "correct horse";
    /** A program with a client of its own; its tokens are for the console, and it is an operator. */
    static final String ROBOT = "operator";
    static final String ROBOT_SECRET = "robot4711";

    private final String issuer;
    private final ConfigurableApplicationContext context;

    private LoginProvider(String issuer, ConfigurableApplicationContext context) {
        this.issuer = issuer;
        this.context = context;
    }

    /** Starts it on a port of this machine, for a console at that address. */
    static LoginProvider start(int port, String console) {
        return new LoginProvider(issuer(port),
                new SpringApplicationBuilder(Server.class)
                        .properties("spring.config.location=optional:classpath:/none/", "server.address=127.0.0.1",
                                "spring.main.banner-mode=off")
                        .run("--server.port=" + port, "--issuer=" + issuer(port), "--console=" + console));
    }

    /** A port that nothing listens on. */
    static int freePort() {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    static String issuer(int port) {
        return "http://localhost:" + port;
    }

    String issuer() {
        return issuer;
    }

    /** A token that is signed with the provider's key, whatever it says. */
    String token(String name, String audience, String tokenIssuer, Instant expires) {
        JwtClaimsSet claims = JwtClaimsSet.builder()
                .subject(name)
                .audience(List.of(audience))
                .issuer(tokenIssuer)
                .issuedAt(expires.minusSeconds(600))
                .expiresAt(expires)
                .claims(all -> all.putAll(claims(name)))
                .build();
        return context.getBean(JwtEncoder.class).encode(JwtEncoderParameters.from(claims)).getTokenValue();
    }

    private static Map<String, Object> claims(String name) {
        return Map.of("preferred_username", name, "realm_access",
                Map.of("roles", List.of(name.toUpperCase(Locale.ROOT).split("\\.", -1))));
    }

    @Override
    public void close() {
        context.close();
    }

    /** The server. It is no {@code @Configuration}, because a console that runs with the tests' classes would take it for its own. */
    @EnableWebSecurity
    @ImportAutoConfiguration({TomcatServletWebServerAutoConfiguration.class, DispatcherServletAutoConfiguration.class,
            SecurityFilterAutoConfiguration.class})
    static class Server {
        @Bean
        @Order(1)
        SecurityFilterChain provider(HttpSecurity http) {
            return http.oauth2AuthorizationServer(provider -> {
                http.securityMatcher(provider.getEndpointsMatcher());
                provider.oidc(Customizer.withDefaults());
            })
                    .authorizeHttpRequests(requests -> requests.anyRequest().authenticated())
                    .exceptionHandling(failures -> failures.authenticationEntryPoint(
                            new LoginUrlAuthenticationEntryPoint("/login")))
                    .build();
        }

        @Bean
        @Order(2)
        SecurityFilterChain login(HttpSecurity http) {
            return http.authorizeHttpRequests(requests -> requests.anyRequest().authenticated())
                    .formLogin(Customizer.withDefaults())
                    .csrf(AbstractHttpConfigurer::disable)
                    .build();
        }

        @Bean
        UserDetailsService users() {
            return new InMemoryUserDetailsManager(
                    Stream.of("viewer", "payload", "operator", "approver", "auditor", "stranger", "approver.auditor")
                            .map(name -> User.withUsername(name).password("{noop}" + PASSWORD).build())
                            .toList());
        }

        @Bean
        InMemoryRegisteredClientRepository clients(Environment settings) {
            String console = settings.getRequiredProperty("console");
            return new InMemoryRegisteredClientRepository(
                    RegisteredClient.withId("1")
                            .clientId(CLIENT)
                            .clientSecret("{noop}" + SECRET)
                            .clientAuthenticationMethod(ClientAuthenticationMethod.CLIENT_SECRET_BASIC)
                            .authorizationGrantType(AuthorizationGrantType.AUTHORIZATION_CODE)
                            .redirectUri(console + "/login/oauth2/code/corp")
                            .postLogoutRedirectUri(console + "/login?logout")
                            .scope(OidcScopes.OPENID)
                            .build(),
                    RegisteredClient.withId("2")
                            .clientId(ROBOT)
                            .clientSecret("{noop}" + ROBOT_SECRET)
                            .clientAuthenticationMethod(ClientAuthenticationMethod.CLIENT_SECRET_BASIC)
                            .authorizationGrantType(AuthorizationGrantType.CLIENT_CREDENTIALS)
                            .build());
        }

        @Bean
        OAuth2TokenCustomizer<JwtEncodingContext> claimsOfTokens() {
            return token -> {
                String name = Objects.requireNonNull(token.<Authentication>getPrincipal()).getName();
                token.getClaims().claims(all -> all.putAll(claims(name)));
                if (name.equals(ROBOT) && token.getRegisteredClient().getClientId().equals(ROBOT)) {
                    token.getClaims().audience(List.of(CLIENT));
                }
            };
        }

        @Bean
        AuthorizationServerSettings addresses(Environment settings) {
            return AuthorizationServerSettings.builder().issuer(settings.getRequiredProperty("issuer")).build();
        }

        @Bean
        JWKSource<SecurityContext> key() throws NoSuchAlgorithmException {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
            generator.initialize(2048);
            KeyPair pair = generator.generateKeyPair();
            return new ImmutableJWKSet<>(new JWKSet(new RSAKey.Builder((RSAPublicKey) pair.getPublic())
                    .privateKey(pair.getPrivate())
                    .keyID(UUID.randomUUID().toString())
                    .build()));
        }

        @Bean
        JwtEncoder encoder(JWKSource<SecurityContext> key) {
            return new NimbusJwtEncoder(key);
        }

        @Bean
        JwtDecoder decoder(Environment settings) {
            return NimbusJwtDecoder.withJwkSetUri(settings.getRequiredProperty("issuer") + "/oauth2/jwks").build();
        }
    }
}
