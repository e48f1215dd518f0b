// SPDX-License-Identifier: MIT
// Publications with what they publish, and subscriptions.
#include <algorithm>

#include "author/ddl/kinds/writers.h"
#include "author/ddl/object/layout.h"
#include "sql/script.h"
#include "support/text.h"

namespace pgstair::author {

namespace {

/// Whether tables inherit from it, which are published with it unless ONLY says otherwise.
bool has_children(const std::string& table, const Context& context) {
  return std::ranges::any_of(context.objects.all(), [&](const Entry& entry) {
    if (entry.identity.kind != "table" || !entry.has("inherits")) return false;
    const auto parents = split(entry["inherits"], ',');
    return std::ranges::any_of(parents, [&](auto parent) { return trim(parent) == table; });
  });
}

std::string table_clause(const Entry& member, const Context& context) {
  std::string text = member.identity.name;
  if (has_children(text, context)) text = "ONLY " + text;
  if (member.has("columns_published")) text += " (" + member["columns_published"] + ")";
  if (member.has("where")) text += " WHERE (" + without_parentheses(member["where"]) + ")";
  return text;
}

/// "TABLE public.a, public.b, TABLES IN SCHEMA s"; empty if nothing is published.
std::string members_clause(const Entry& publication, const Context& context) {
  std::vector<std::string> tables;
  std::vector<std::string> schemas;
  for (const Entry* member : context.objects.parts("publication table", publication.name())) {
    tables.push_back(table_clause(*member, context));
  }
  for (const Entry* member : context.objects.parts("publication schema", publication.name())) {
    schemas.push_back(member->identity.name);
  }
  std::vector<std::string> clauses;
  if (!tables.empty()) clauses.push_back("TABLE " + join(tables, ", "));
  if (!schemas.empty()) clauses.push_back("TABLES IN SCHEMA " + join(schemas, ", "));
  return join(clauses, ", ");
}

void add_option(std::vector<std::string>& options, const Entry& entry, const char* word,
                std::string_view attribute, std::string_view usual) {
  const std::string& value = entry[attribute];
  if (value.empty() || value == usual) return;
  options.push_back(std::string(word) + " = " +
                    (value == "yes"  ? "true"
                     : value == "no" ? "false"
                                     : sql::quote_literal(value)));
}

/// The server tells streaming by a letter from 16 on, by true and false before.
std::string streaming_word(const std::string& value) {
  if (value == "p") return "parallel";
  return value == "t" || value == "true" || value == "yes" ? "on" : "off";
}

}  // namespace

void write_publication(const Entry& publication, const Context& context, Written& written) {
  std::string text = "CREATE PUBLICATION " + publication.name();
  const std::string members = members_clause(publication, context);
  if (publication.is("all_tables")) {
    text += " FOR ALL TABLES";
  } else if (!members.empty()) {
    text += "\n    FOR " + members;
  }
  std::vector<std::string> options;
  if (publication["publish"] != "insert, update, delete, truncate") {
    options.push_back("publish = " + sql::quote_literal(publication["publish"]));
  }
  add_option(options, publication, "publish_via_partition_root", "via_partition_root", "no");
  add_option(options, publication, "publish_generated_columns", "generated_columns", "none");
  if (!options.empty()) text += "\n    WITH (" + join(options, ", ") + ")";
  written.add(text + ";");
}

void write_publication_member(const Entry& member, const Context& context, Written& written) {
  const bool table = member.identity.kind == "publication table";
  written.add("ALTER PUBLICATION " + member.identity.owner + " ADD " +
              (table ? "TABLE " + table_clause(member, context)
                     : "TABLES IN SCHEMA " + member.identity.name) +
              ";");
}

void write_subscription(const Entry& subscription, const Context&, Written& written) {
  std::vector<std::string> options{"connect = false"};
  const std::string slot =
      subscription.has("slot") ? sql::quote_literal(subscription["slot"]) : "NONE";
  options.push_back("slot_name = " + slot);
  add_option(options, subscription, "synchronous_commit", "synchronous_commit", "off");
  add_option(options, subscription, "binary", "binary", "no");
  if (subscription.has("streaming")) {
    options.push_back("streaming = " + streaming_word(subscription["streaming"]));
  }
  add_option(options, subscription, "two_phase", "two_phase", "no");
  add_option(options, subscription, "disable_on_error", "disable_on_error", "no");
  add_option(options, subscription, "origin", "origin", "any");
  add_option(options, subscription, "password_required", "password_required", "yes");
  add_option(options, subscription, "run_as_owner", "run_as_owner", "no");
  add_option(options, subscription, "failover", "failover", "no");
  written.add("CREATE SUBSCRIPTION " + subscription.name() + "\n    CONNECTION " +
              sql::quote_literal(subscription["connection"]) + "\n    PUBLICATION " +
              subscription["publications"] + "\n    WITH (" + join(options, ", ") + ");");
  if (subscription.is("enabled")) {
    written.add("ALTER SUBSCRIPTION " + subscription.name() + " ENABLE;");
  }
}

}  // namespace pgstair::author
