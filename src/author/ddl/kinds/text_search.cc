// SPDX-License-Identifier: MIT
// What full text search is made of.
#include "author/ddl/kinds/writers.h"
#include "author/ddl/object/layout.h"
#include "author/ddl/object/names.h"
#include "support/text.h"

namespace pgstair::author {

namespace {

void create(const Entry& entry, const std::vector<std::string>& items, Written& written) {
  written.add("CREATE " + object_reference(entry) + " " + list(items) + ";");
}

std::vector<std::string> items_of(
    const Entry& entry, std::initializer_list<std::pair<const char*, const char*>> words) {
  std::vector<std::string> items;
  for (const auto& [word, attribute] : words) {
    if (entry.has(attribute)) items.push_back(std::string(word) + " = " + entry[attribute]);
  }
  return items;
}

}  // namespace

void write_text_search_parser(const Entry& parser, const Context&, Written& written) {
  create(parser,
         items_of(parser, {{"START", "start"},
                           {"GETTOKEN", "token"},
                           {"END", "end"},
                           {"HEADLINE", "headline"},
                           {"LEXTYPES", "token_types"}}),
         written);
}

void write_text_search_template(const Entry& entry, const Context&, Written& written) {
  create(entry, items_of(entry, {{"INIT", "init"}, {"LEXIZE", "lexize"}}), written);
}

void write_text_search_dictionary(const Entry& entry, const Context&, Written& written) {
  auto items = items_of(entry, {{"TEMPLATE", "template"}});
  if (entry.has("options")) items.push_back(entry["options"]);  // as SQL takes them
  create(entry, items, written);
}

void write_text_search_configuration(const Entry& entry, const Context&, Written& written) {
  create(entry, items_of(entry, {{"PARSER", "parser"}}), written);
  if (!entry.has("mappings")) return;
  for (const auto mapping : split(entry["mappings"], ';')) {
    const std::size_t colon = mapping.find(':');
    written.add("ALTER " + object_reference(entry) + "\n    ADD MAPPING FOR " +
                std::string(trim(mapping.substr(0, colon))) + " WITH " +
                std::string(trim(mapping.substr(colon + 1))) + ";");
  }
}

}  // namespace pgstair::author
