// SPDX-License-Identifier: MIT
// Functions, and what is said of functions: aggregates, casts, transforms, event triggers.
#include "author/ddl/kinds/writers.h"
#include "author/ddl/object/layout.h"
#include "author/ddl/object/names.h"
#include "sql/script.h"
#include "support/text.h"

namespace pgstair::author {

namespace {

/// The server's own statement, with names in full.
std::string definition_by_server(const Entry& function, const Context& context) {
  const auto rows = context.session.execute(
      "SELECT pg_catalog.pg_get_functiondef(oid) FROM pg_catalog.pg_proc WHERE oid = " +
      std::to_string(function.root.objid));
  return rows.size() == 0 ? "" : rows.text(0, 0);
}

/// The server's `$function$` as people write it: $$ where the body does not have that.
std::string with_short_quotes(const std::string& body_clause, const std::string& body) {
  static constexpr std::string_view quote = "$function$";
  if (body.find("$$") != std::string::npos || body.ends_with('$')) return body_clause;
  const std::size_t begin = body_clause.find(quote);
  if (begin == std::string::npos || !body_clause.ends_with(quote)) return body_clause;
  const std::size_t inner = begin + quote.size();
  return body_clause.substr(0, begin) + "$$" +
         body_clause.substr(inner, body_clause.size() - inner - quote.size()) + "$$";
}

/// Where the body begins in the server's statement, which has it on lines of its own.
std::size_t body_of(const std::string& definition) {
  std::size_t first = definition.size();
  for (const char* word : {"\nAS ", "\nBEGIN ATOMIC", "\nRETURN "}) {
    first = std::min(first, definition.find(word));
  }
  return first;
}

void add_item(std::vector<std::string>& items, const std::string& word, const Entry& entry,
              std::string_view attribute) {
  if (entry.has(attribute)) items.push_back(word + " = " + entry[attribute]);
}

void add_text(std::vector<std::string>& items, const std::string& word, const Entry& entry,
              std::string_view attribute) {
  if (entry.attributes.contains(std::string(attribute))) {
    items.push_back(word + " = " + sql::quote_literal(entry[attribute]));
  }
}

std::string modify_word(const std::string& letter) {
  if (letter == "r") return "READ_ONLY";
  return letter == "s" ? "SHAREABLE" : "READ_WRITE";
}

/// What the server takes if nothing is said: plain aggregates may be finished again and again.
std::string usual_modify(const Entry& aggregate) { return aggregate.has("kind") ? "w" : "r"; }

void add_modify(std::vector<std::string>& items, const std::string& word, const Entry& aggregate,
                std::string_view attribute) {
  const std::string& letter = aggregate[attribute];
  if (!letter.empty() && letter != usual_modify(aggregate)) {
    items.push_back(word + " = " + modify_word(letter));
  }
}

void add_moving_items(std::vector<std::string>& items, const Entry& aggregate) {
  add_item(items, "MSFUNC", aggregate, "moving_state_function");
  add_item(items, "MINVFUNC", aggregate, "moving_inverse_function");
  add_item(items, "MSTYPE", aggregate, "moving_state_type");
  add_item(items, "MSSPACE", aggregate, "moving_state_space");
  add_item(items, "MFINALFUNC", aggregate, "moving_final_function");
  if (aggregate.is("moving_final_extra")) items.emplace_back("MFINALFUNC_EXTRA");
  add_modify(items, "MFINALFUNC_MODIFY", aggregate, "moving_final_modify");
  add_text(items, "MINITCOND", aggregate, "moving_initial_condition");
}

/// "public.<" → "OPERATOR(public.<)"; what is in pg_catalog stands alone.
std::string operator_name(const std::string& name) {
  return name.find('.') == std::string::npos ? name : "OPERATOR(" + name + ")";
}

}  // namespace

void write_function(const Entry& function, const Context& context, Written& written) {
  const std::string definition = definition_by_server(function, context);
  const std::size_t body = body_of(definition);
  std::string head = replace_all(definition.substr(0, body), "\n ", "\n    ");
  static constexpr std::string_view replace = "CREATE OR REPLACE ";
  head = "CREATE " + head.substr(replace.size());
  std::string tail(trim(definition.substr(body)));
  tail = with_short_quotes(tail, function["body"]);
  written.add(head + "\n" + (tail.starts_with("AS ") ? "    " : "") + tail + ";");
}

void write_aggregate(const Entry& aggregate, const Context&, Written& written) {
  std::vector<std::string> items;
  add_item(items, "SFUNC", aggregate, "state_function");
  add_item(items, "STYPE", aggregate, "state_type");
  add_item(items, "SSPACE", aggregate, "state_space");
  add_item(items, "FINALFUNC", aggregate, "final_function");
  if (aggregate.is("final_extra")) items.emplace_back("FINALFUNC_EXTRA");
  add_modify(items, "FINALFUNC_MODIFY", aggregate, "final_modify");
  add_item(items, "COMBINEFUNC", aggregate, "combine_function");
  add_item(items, "SERIALFUNC", aggregate, "serial_function");
  add_item(items, "DESERIALFUNC", aggregate, "deserial_function");
  add_text(items, "INITCOND", aggregate, "initial_condition");
  add_moving_items(items, aggregate);
  if (aggregate.has("sort_operator")) {
    items.push_back("SORTOP = " + operator_name(aggregate["sort_operator"]));
  }
  if (aggregate["parallel"] != "unsafe") items.push_back("PARALLEL = " + aggregate["parallel"]);
  if (aggregate["kind"] == "hypothetical-set") items.emplace_back("HYPOTHETICAL");
  written.add("CREATE AGGREGATE " + aggregate_signature(aggregate) + " " + block(items) + ";");
}

void write_cast(const Entry& cast, const Context&, Written& written) {
  std::string text = "CREATE CAST " + cast.identity.name;
  if (cast["method"] == "function") text += " WITH FUNCTION " + cast["function"];
  if (cast["method"] == "inout") text += " WITH INOUT";
  if (cast["method"] == "binary") text += " WITHOUT FUNCTION";
  if (cast["context"] == "assignment") text += " AS ASSIGNMENT";
  if (cast["context"] == "implicit") text += " AS IMPLICIT";
  written.add(text + ";");
}

void write_transform(const Entry& transform, const Context&, Written& written) {
  std::vector<std::string> items;
  if (transform.has("from_sql")) items.push_back("FROM SQL WITH FUNCTION " + transform["from_sql"]);
  if (transform.has("to_sql")) items.push_back("TO SQL WITH FUNCTION " + transform["to_sql"]);
  written.add("CREATE " + object_reference(transform) + " " + list(items) + ";");
}

void write_event_trigger(const Entry& trigger, const Context&, Written& written) {
  std::string text = "CREATE EVENT TRIGGER " + trigger.name() + " ON " + trigger["event"];
  if (trigger.has("tags")) text += "\n    WHEN TAG IN (" + trigger["tags"] + ")";
  written.add(text + "\n    EXECUTE FUNCTION " + trigger["function"] + "();");
  const std::string alter = "ALTER EVENT TRIGGER " + trigger.name();
  if (trigger["enabled"] == "no") written.add(alter + " DISABLE;");
  if (trigger["enabled"] == "always") written.add(alter + " ENABLE ALWAYS;");
  if (trigger["enabled"] == "replica") written.add(alter + " ENABLE REPLICA;");
}

}  // namespace pgstair::author
