// SPDX-License-Identifier: MIT
#pragma once

#include <string>

#include "alembic/alembic_test.h"
#include "support/text.h"

namespace pgstair::cli {

/// Takes its engine from the configuration, as the template of `alembic init` does.
constexpr const char* env_of_the_template = R"(from alembic import context
from sqlalchemy import engine_from_config, pool

config = context.config
section = config.get_section(config.config_ini_section)
engine = engine_from_config(section, prefix="sqlalchemy.", poolclass=pool.NullPool)
with engine.connect() as connection:
    context.configure(connection=connection)
    with context.begin_transaction():
        context.run_migrations()
)";

/// A project in a folder of the test, with one good revision, a1.
class ProjectTest : public AlembicTest {
 protected:
  explicit ProjectTest(std::vector<std::string> more_modules = {})
      : AlembicTest(std::move(more_modules)) {
    configure("");
    write("pgstair.toml", "python = \"/usr/bin/python3\"\n");
    write("migrations/env.py", env_of_the_template);
    write_revision("a1", "None", "op.execute('CREATE TABLE t (id int)')");
  }

  /// alembic.ini, with more lines in its section.
  void configure(const std::string& lines) const {
    write("alembic.ini",
          "[alembic]\nscript_location = migrations\n"
          "sqlalchemy.url = postgresql://app@db.example.com/app\n" +
              lines);
  }

  /// A revision whose parent is written as Python: None, 'a1', ('a1', 'a2').
  void write_revision(const std::string& id, const std::string& parent, const std::string& upgrade,
                      const std::string& more = "") const {
    write("migrations/versions/" + id + ".py",
          "from alembic import op\n\nrevision = '" + id + "'\ndown_revision = " + parent + "\n" +
              more + "\n\ndef upgrade():\n    " + upgrade +
              "\n\n\ndef downgrade():\n    op.execute('DROP TABLE " +
              (id == "a1" ? "t" : "t_" + id) + "')\n");
  }

  /// One that makes a table of its own.
  void write_table(const std::string& id, const std::string& parent,
                   const std::string& more = "") const {
    write_revision(id, parent, "op.execute('CREATE TABLE t_" + id + " (id int)')", more);
  }

  ProcessResult verify(Arguments more = {}) const {
    more.insert(more.begin(), {"verify", folder().string()});
    return pgstair(more);
  }
};

}  // namespace pgstair::cli
