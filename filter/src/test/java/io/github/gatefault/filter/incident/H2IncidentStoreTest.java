package io.github.gatefault.filter.incident;

import java.sql.Connection;
import java.sql.SQLException;
import org.h2.jdbcx.JdbcDataSource;

class H2IncidentStoreTest extends IncidentStoreContract {
    @Override
    protected IncidentStore create() {
        JdbcDataSource h2 = new JdbcDataSource();
        h2.setURL("jdbc:h2:mem:incidents;DB_CLOSE_DELAY=-1");
        try (Connection connection = h2.getConnection()) {
            connection.createStatement().execute("DROP ALL OBJECTS");
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
        return IncidentStore.jdbc(h2);
    }
}
