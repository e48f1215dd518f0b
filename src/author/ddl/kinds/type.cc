// SPDX-License-Identifier: MIT
// Types: enums, domains, composite types, ranges, base types. And collations, which belong to them.
#include <algorithm>

#include "author/ddl/kinds/writers.h"
#include "author/ddl/object/layout.h"
#include "author/ddl/object/names.h"
#include "sql/script.h"
#include "support/text.h"

namespace pgstair::author {

namespace {

std::string domain_constraint_clause(const Entry& constraint) {
  const std::string& definition = constraint["definition"];
  static constexpr std::string_view check = "CHECK ";
  const bool plain = definition.starts_with(check) && definition.ends_with(')');
  return "CONSTRAINT " + constraint.identity.name + " " +
         (plain ? "CHECK (" + without_parentheses(definition.substr(check.size())) + ")"
                : definition);
}

std::string attribute_clause(const Entry& attribute) {
  std::string text = attribute.identity.name + " " + short_type(attribute["type"]);
  if (attribute.has("collation")) text += " COLLATE " + short_collation(attribute["collation"]);
  return text;
}

/// The name that the server gives to the multirange of a range.
std::string default_multirange(const std::string& range) {
  const std::size_t at = range.find("range");
  if (at == std::string::npos) return default_name(range, "", "multirange");
  return range.substr(0, at) + "multirange" + range.substr(at + 5);
}

/// "name = value" of each attribute that there is.
struct Definition {
  const Entry& entry;
  std::vector<std::string> items = {};

  void add(const std::string& word, const std::string& attribute) {
    if (entry.has(attribute)) items.push_back(word + " = " + entry[attribute]);
  }
  void add_text(const std::string& word, const std::string& attribute) {
    if (entry.has(attribute)) items.push_back(word + " = " + sql::quote_literal(entry[attribute]));
  }
};

std::string word_of_alignment(const std::string& letter) {
  if (letter == "c") return "char";
  if (letter == "s") return "int2";
  return letter == "d" ? "double" : "int4";
}

std::string word_of_storage(const std::string& letter) {
  if (letter == "e") return "external";
  if (letter == "x") return "extended";
  return letter == "m" ? "main" : "plain";
}

}  // namespace

void write_enum(const Entry& type, const Context&, Written& written) {
  std::vector<std::string> labels;
  for (std::string_view rest = type["values"]; !rest.empty();) {  // 'low', 'high'
    const std::size_t length = quoted_length(rest);
    labels.emplace_back(rest.substr(0, length));
    rest = rest.substr(std::min(rest.size(), length + 2));
  }
  written.add("CREATE TYPE " + type.name() + " AS ENUM " + list(labels) + ";");
}

void write_domain(const Entry& domain, const Context& context, Written& written) {
  std::string text = "CREATE DOMAIN " + domain.name() + " AS " + short_type(domain["type"]);
  if (domain.has("collation")) text += " COLLATE " + short_collation(domain["collation"]);
  if (domain.has("default")) text += " DEFAULT " + short_default(domain["default"], domain["type"]);
  bool named_not_null = false;
  std::string constraints;
  for (const Entry* constraint : context.objects.parts("domain constraint", domain.name())) {
    if (!context.inlined.contains(constraint->identity)) continue;
    named_not_null = named_not_null || (*constraint)["definition"] == "NOT NULL";
    constraints += "\n    " + domain_constraint_clause(*constraint);
  }
  if (domain.is("not_null") && !named_not_null) text += " NOT NULL";
  written.add(text + constraints + ";");
}

void write_domain_constraint(const Entry& constraint, const Context&, Written& written) {
  written.add("ALTER DOMAIN " + constraint.identity.owner + "\n    ADD " +
              domain_constraint_clause(constraint) + ";");
}

void write_composite_type(const Entry& type, const Context& context, Written& written) {
  std::vector<std::string> attributes;
  for (const auto& name : type.columns) {
    const Entry* attribute =
        context.objects.find({"attribute", type.identity.schema, type.name(), name});
    if (attribute != nullptr) attributes.push_back(attribute_clause(*attribute));
  }
  written.add("CREATE TYPE " + type.name() + " AS " + block(attributes) + ";");
}

void write_attribute(const Entry& attribute, const Context&, Written& written) {
  written.add("ALTER TYPE " + attribute.identity.owner + " ADD ATTRIBUTE " +
              attribute_clause(attribute) + ";");
}

void write_range_type(const Entry& type, const Context&, Written& written) {
  Definition definition{type};
  definition.items.push_back("subtype = " + type["subtype"]);
  definition.add("subtype_opclass", "operator_class");
  definition.add("collation", "collation");
  definition.add("canonical", "canonical");
  definition.add("subtype_diff", "subtype_diff");
  const std::string usual =
      type.identity.schema + "." + sql::quote_identifier(default_multirange(bare_name(type)));
  if (type["multirange"] != usual) definition.add("multirange_type_name", "multirange");
  written.add("CREATE TYPE " + type.name() + " AS RANGE " + block(definition.items) + ";");
}

void write_type_name(const Entry& type, const Context&, Written& written) {
  written.add("CREATE TYPE " + type.name() + ";");
}

void write_base_type(const Entry& type, const Context& context, Written& written) {
  if (type.identity.kind == "shell type") {
    write_type_name(type, context, written);
    return;
  }
  Definition definition{type};
  definition.add("INPUT", "input");
  definition.add("OUTPUT", "output");
  definition.add("RECEIVE", "receive");
  definition.add("SEND", "send");
  definition.add("TYPMOD_IN", "modifier_input");
  definition.add("TYPMOD_OUT", "modifier_output");
  definition.add("ANALYZE", "analyze");
  definition.add("SUBSCRIPT", "subscript");
  definition.items.push_back("INTERNALLENGTH = " +
                             (type["length"].starts_with('-') ? "VARIABLE" : type["length"]));
  if (type.is("by_value")) definition.items.emplace_back("PASSEDBYVALUE");
  definition.items.push_back("ALIGNMENT = " + word_of_alignment(type["alignment"]));
  definition.items.push_back("STORAGE = " + word_of_storage(type["storage"]));
  definition.add_text("CATEGORY", "category");
  if (type.is("preferred")) definition.items.emplace_back("PREFERRED = true");
  if (type["delimiter"] != ",") definition.add_text("DELIMITER", "delimiter");
  definition.add("ELEMENT", "element");
  if (type.is("collatable")) definition.items.emplace_back("COLLATABLE = true");
  definition.add_text("DEFAULT", "default");
  written.add("CREATE TYPE " + type.name() + " " + block(definition.items) + ";");
}

void write_collation(const Entry& collation, const Context&, Written& written) {
  if (collation["provider"] == "libc" && !collation.has("encoding")) {
    // Only the server's own, and copies of them, are for every encoding.
    written.add("CREATE COLLATION " + collation.name() + " FROM " +
                sql::quote_identifier(collation["lc_collate"]) + ";");
    return;
  }
  Definition definition{collation};
  definition.add("provider", "provider");
  if (collation["lc_collate"] == collation["lc_ctype"] && collation["provider"] != "libc") {
    definition.add_text("locale", collation.has("locale") ? "locale" : "lc_collate");
  } else if (collation.has("locale")) {
    definition.add_text("locale", "locale");
  } else {
    definition.add_text("lc_collate", "lc_collate");
    definition.add_text("lc_ctype", "lc_ctype");
  }
  definition.add_text("rules", "rules");
  if (!collation.is("deterministic")) definition.items.emplace_back("deterministic = false");
  written.add("CREATE COLLATION " + collation.name() + " " + list(definition.items) + ";");
}

void write_conversion(const Entry& conversion, const Context&, Written& written) {
  written.add(std::string("CREATE ") + (conversion.is("default") ? "DEFAULT " : "") +
              "CONVERSION " + conversion.name() + " FOR " + sql::quote_literal(conversion["from"]) +
              " TO " + sql::quote_literal(conversion["to"]) + " FROM " + conversion["function"] +
              ";");
}

}  // namespace pgstair::author
