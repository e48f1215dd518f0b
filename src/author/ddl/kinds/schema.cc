// SPDX-License-Identifier: MIT
// Schemas and what stands beside them: extensions, languages, access methods.
#include "author/ddl/kinds/writers.h"
#include "author/ddl/object/layout.h"
#include "author/ddl/object/names.h"
#include "sql/script.h"
#include "support/text.h"

namespace pgstair::author {

void write_extension(const Entry& extension, const Context& context, Written& written) {
  // As everybody writes it: administrators make extensions where a role may not.
  std::string text = "CREATE EXTENSION IF NOT EXISTS " + extension.identity.name + " WITH SCHEMA " +
                     extension["schema"];
  const auto usual =
      context.session.execute("SELECT default_version FROM pg_available_extensions WHERE name = " +
                              sql::quote_literal(bare_name(extension)));
  if (usual.size() == 0 || usual.text(0, 0) != extension["version"]) {
    text += " VERSION " + sql::quote_literal(extension["version"]);
  }
  written.add(text + ";");
}

void write_schema(const Entry& schema, const Context&, Written& written) {
  written.add("CREATE SCHEMA " + schema.name() + ";");
}

void write_language(const Entry& language, const Context&, Written& written) {
  std::string text = std::string("CREATE ") + (language.is("trusted") ? "TRUSTED " : "") +
                     "LANGUAGE " + language.name();
  if (language.has("handler")) text += " HANDLER " + language["handler"];
  if (language.has("inline")) text += " INLINE " + language["inline"];
  if (language.has("validator")) text += " VALIDATOR " + language["validator"];
  written.add(text + ";");
}

void write_access_method(const Entry& method, const Context&, Written& written) {
  written.add("CREATE ACCESS METHOD " + method.name() + " TYPE " +
              (method["type"] == "index" ? "INDEX" : "TABLE") + " HANDLER " + method["handler"] +
              ";");
}

}  // namespace pgstair::author
