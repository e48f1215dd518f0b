// SPDX-License-Identifier: MIT
#include "author/ddl/object/layout.h"
#include "author/ddl/relations/writers.h"
#include "support/text.h"

namespace pgstair::author {

namespace {

/// "WHEN ((a > 0))" → "WHEN (a > 0)"
std::string with_short_condition(const std::string& clause) {
  static constexpr std::string_view when = "WHEN ";
  if (!clause.starts_with(when)) return clause;
  return std::string(when) + "(" + without_parentheses(clause.substr(when.size())) + ")";
}

/// Each of the words that begin a clause on a line of its own.
std::string over_lines(const std::string& definition) {
  std::string text = definition;
  std::string done;
  for (const char* word : {"before", "after", "instead", "referencing", "for", "when", "execute"}) {
    const auto [head, tail] = cut_before(text, word);
    if (tail.empty()) continue;
    done += with_short_condition(head) + "\n    ";
    text = tail;
  }
  return done + text;
}

/// "ENABLE ALWAYS" for what fires otherwise than is usual.
void write_enabled(const Entry& entry, const char* what, Written& written) {
  const std::string& enabled = entry["enabled"];
  std::string verb = "ENABLE";
  if (enabled == "no") verb = "DISABLE";
  if (enabled == "always") verb = "ENABLE ALWAYS";
  if (enabled == "replica") verb = "ENABLE REPLICA";
  written.add("ALTER TABLE " + entry.identity.owner + " " + verb + " " + what + " " +
              entry.identity.name + ";");
}

}  // namespace

void write_trigger(const Entry& trigger, const Context&, Written& written) {
  if (!trigger.is("clone")) written.add(over_lines(trigger["definition"]) + ";");
  if (trigger.is("clone") || trigger["enabled"] != "yes")
    write_enabled(trigger, "TRIGGER", written);
}

void write_rule(const Entry& rule, const Context&, Written& written) {
  std::string definition(trim(rule["definition"]));
  if (!definition.ends_with(';')) definition += ";";
  written.add(definition);
  if (rule["enabled"] != "yes") write_enabled(rule, "RULE", written);
}

void write_policy(const Entry& policy, const Context&, Written& written) {
  std::string text = "CREATE POLICY " + policy.identity.name + " ON " + policy.identity.owner;
  if (!policy.is("permissive")) text += "\n    AS RESTRICTIVE";
  if (policy["command"] != "ALL") text += "\n    FOR " + policy["command"];
  if (policy["roles"] != "PUBLIC") text += "\n    TO " + policy["roles"];
  if (policy.has("using")) text += "\n    USING (" + without_parentheses(policy["using"]) + ")";
  if (policy.has("with_check")) {
    text += "\n    WITH CHECK (" + without_parentheses(policy["with_check"]) + ")";
  }
  written.add(text + ";");
}

}  // namespace pgstair::author
