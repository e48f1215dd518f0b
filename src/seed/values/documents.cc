// SPDX-License-Identifier: MIT
#include <map>
#include <string>

#include "seed/values/value.h"

namespace pgstair::seed {

namespace {

std::string number_for(const Request& request) {
  return std::to_string(request.distinct ? request.ordinal + 1 : request.draw->below(1000));
}

std::string make_json(const Request& request) {
  if (wants_edge_case(request)) {
    return pick(request, {"{}", "[]", "null", "0", "\"\"", "\"it's \\\"quoted\\\"\"", "[[],{}]",
                          "{\"a\": {\"b\": [1, null, \"ü\"]}}"});
  }
  return "{\"number\": " + number_for(request) + "}";
}

std::string make_xml(const Request& request) { return "<item>" + number_for(request) + "</item>"; }

std::string make_hstore(const Request& request) {
  if (wants_edge_case(request))
    return pick(request, {"", "a=>NULL", "\"\"=>\"\"", "\"a b\"=>\"it's\""});
  return "number=>" + number_for(request);
}

std::string make_ltree(const Request& request) {
  if (wants_edge_case(request)) return pick(request, {"", "a", "Top.Sub.Leaf_1", "A.a"});
  // Labels in words, or a path of ids, which triggers that read a path expect.
  return (request.draw->chance(1, 2) ? "top.branch.leaf" : "0.") + number_for(request);
}

std::string make_tsvector(const Request& request) {
  if (wants_edge_case(request)) return pick(request, {"", "'it''s':1A", "a b c a"});
  return "'amber':1 'number" + number_for(request) + "':2";
}

std::string make_tsquery(const Request& request) { return "'number" + number_for(request) + "'"; }
std::string make_jsonpath(const Request& request) { return "$.\"n" + number_for(request) + "\""; }
std::string make_cube(const Request& request) { return "(" + number_for(request) + ", 1, 2)"; }

std::string make_vector(const Request& request) {
  const int dimensions = request.typmod > 0 ? request.typmod : 3;
  std::string text = "[" + number_for(request);
  for (int i = 1; i < dimensions; ++i) text += ",1";
  return text + "]";
}

}  // namespace

const ValueFamily* document_family(std::string_view type_name) {
  static const std::map<std::string_view, ValueFamily> families{
      {"json", {make_json, count_unlimited}},
      {"jsonb", {make_json, count_unlimited}},
      {"xml", {make_xml, count_unlimited}},
      {"hstore", {make_hstore, count_unlimited}},
      {"ltree", {make_ltree, count_unlimited}},
      {"lquery", {make_ltree, count_unlimited}},
      {"ltxtquery", {make_tsquery, count_unlimited}},
      {"tsvector", {make_tsvector, count_unlimited}},
      {"tsquery", {make_tsquery, count_unlimited}},
      {"jsonpath", {make_jsonpath, count_unlimited}},
      {"cube", {make_cube, count_unlimited}},
      {"vector", {make_vector, count_unlimited}},
      {"halfvec", {make_vector, count_unlimited}}};
  const auto found = families.find(type_name);
  return found == families.end() ? nullptr : &found->second;
}

}  // namespace pgstair::seed
