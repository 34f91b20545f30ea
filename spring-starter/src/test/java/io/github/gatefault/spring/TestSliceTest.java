package io.github.gatefault.spring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;

import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.security.servlet.SecurityAutoConfiguration;
import org.springframework.boot.test.autoconfigure.web.servlet.WebMvcTest;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.client.RestClient;

/** Whoever tests a controller sees the answers that visitors get. */
@WebMvcTest(excludeAutoConfiguration = SecurityAutoConfiguration.class)
class TestSliceTest {
    @Autowired
    private MockMvc mvc;

    @Test
    void sliceOfTheWeb_answersForUpstreams() throws Exception {
        MockHttpServletResponse answer = mvc.perform(get("/orders")).andReturn().getResponse();

        assertThat(answer.getStatus()).isEqualTo(502);
        assertThat(answer.getContentAsString()).contains("\"cause\":\"connection_refused\"");
    }

    @SpringBootConfiguration(proxyBeanMethods = false)
    @RestController
    static class Orders {
        private final RestClient orders = RestClient.create(Running.nobody().toString());

        @GetMapping("/orders")
        String orders() {
            return String.valueOf(orders.get().uri("/").retrieve().body(String.class));
        }
    }
}
