package io.github.gatefault.spring;

import org.springframework.beans.factory.config.BeanFactoryPostProcessor;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.beans.factory.support.AbstractBeanDefinition;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName;
import org.springframework.boot.context.properties.source.ConfigurationPropertySource;
import org.springframework.boot.context.properties.source.ConfigurationPropertySources;
import org.springframework.boot.context.properties.source.ConfigurationPropertyState;
import org.springframework.core.env.Environment;

/**
 * Makes the properties without asking where none of ours is set, as in most applications: Spring asks all sources for each of
 * them, which would be a quarter or more of what we cost a start.
 */
final class UnsetProperties implements BeanFactoryPostProcessor {
    private static final ConfigurationPropertyName PREFIX = ConfigurationPropertyName.of(GatefaultProperties.PREFIX);

    /** As Spring names the beans of properties. */
    private static final String BEAN = GatefaultProperties.PREFIX + "-" + GatefaultProperties.class.getName();

    @Override
    public void postProcessBeanFactory(ConfigurableListableBeanFactory beans) {
        if (beans.containsBeanDefinition(BEAN)
                && beans.getBeanDefinition(BEAN) instanceof AbstractBeanDefinition definition
                && !isAnySet(beans.getBean(Environment.class))) {
            definition.setInstanceSupplier(() -> GatefaultProperties.UNSET);
        }
    }

    private static boolean isAnySet(Environment environment) {
        for (ConfigurationPropertySource source : ConfigurationPropertySources.get(environment)) {
            if (source.containsDescendantOf(PREFIX) != ConfigurationPropertyState.ABSENT) {
                return true;
            }
        }
        return false;
    }
}
