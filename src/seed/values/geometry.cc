// SPDX-License-Identifier: MIT
#include <map>
#include <string>

#include "seed/values/value.h"

namespace pgstair::seed {

namespace {

/// Shapes of different ordinals lie ten apart, so that none overlaps another.
std::uint64_t place(const Request& request) {
  return (request.distinct ? request.ordinal : request.draw->below(1000)) * 10;
}

std::string point(std::uint64_t x, int y) {
  return "(" + std::to_string(x) + "," + std::to_string(y) + ")";
}

std::string make_point(const Request& request) { return point(place(request), 1); }
std::string make_box(const Request& request) {
  return point(place(request) + 5, 5) + "," + point(place(request), 0);
}
std::string make_segment(const Request& request) {
  return "[" + point(place(request), 0) + "," + point(place(request) + 5, 5) + "]";
}
std::string make_line(const Request& request) {
  return "{1,-1," + std::to_string(place(request)) + "}";
}
std::string make_polygon(const Request& request) {
  const std::uint64_t x = place(request);
  return "(" + point(x, 0) + "," + point(x + 5, 0) + "," + point(x + 5, 5) + ")";
}
std::string make_path(const Request& request) {
  const std::uint64_t x = place(request);
  return "[" + point(x, 0) + "," + point(x + 5, 0) + "," + point(x + 5, 5) + "]";
}
std::string make_circle(const Request& request) { return "<" + point(place(request), 0) + ",4>"; }
std::string make_postgis(const Request& request) {
  return "SRID=4326;POINT(" + std::to_string(place(request) / 10 % 180) + " 1)";
}

}  // namespace

const ValueFamily* geometry_family(std::string_view type_name) {
  static const std::map<std::string_view, ValueFamily> families{
      {"point", {make_point, count_unlimited}},      {"box", {make_box, count_unlimited}},
      {"lseg", {make_segment, count_unlimited}},     {"line", {make_line, count_unlimited}},
      {"polygon", {make_polygon, count_unlimited}},  {"path", {make_path, count_unlimited}},
      {"circle", {make_circle, count_unlimited}},    {"geometry", {make_postgis, count_unlimited}},
      {"geography", {make_postgis, count_unlimited}}};
  const auto found = families.find(type_name);
  return found == families.end() ? nullptr : &found->second;
}

}  // namespace pgstair::seed
