// SPDX-License-Identifier: MIT
#include <array>
#include <cstdio>
#include <map>

#include "seed/values/value.h"

namespace pgstair::seed {

namespace {

constexpr std::uint64_t hosts = 16'000'000;

std::string address(std::uint64_t number) {
  return "10." + std::to_string(number >> 16U & 0xffU) + "." +
         std::to_string(number >> 8U & 0xffU) + "." + std::to_string(number & 0xffU);
}

std::uint64_t host_for(const Request& request) {
  return request.distinct ? request.ordinal % hosts : request.draw->below(2000);
}

std::string make_inet(const Request& request) {
  if (wants_edge_case(request)) {
    return pick(request, {"0.0.0.0", "255.255.255.255", "::", "::1", "2001:db8::ff00:42:8329",
                          "10.0.0.1/8", "::ffff:192.0.2.1"});
  }
  return address(host_for(request));
}

std::string make_cidr(const Request& request) {
  if (wants_edge_case(request))
    return pick(request, {"0.0.0.0/0", "::/0", "2001:db8::/32", "10.0.0.0/8"});
  return address(host_for(request)) + "/32";
}

std::string hardware_address(const Request& request, std::string_view end) {
  const std::uint64_t number = host_for(request);
  std::array<char, 40> text{};
  std::snprintf(text.data(), text.size(), "02:00:00:%02x:%02x:%02x",
                static_cast<unsigned>(number >> 16U & 0xffU),
                static_cast<unsigned>(number >> 8U & 0xffU), static_cast<unsigned>(number & 0xffU));
  return text.data() + std::string(end);
}

std::string make_macaddr(const Request& request) { return hardware_address(request, ""); }
std::string make_macaddr8(const Request& request) { return hardware_address(request, ":00:01"); }

std::string make_uuid(const Request& request) {
  if (wants_edge_case(request)) {
    return pick(request,
                {"00000000-0000-0000-0000-000000000000", "ffffffff-ffff-ffff-ffff-ffffffffffff"});
  }
  return shaped_text(TextShape::uuid, request.distinct ? request.ordinal : request.draw->next(),
                     unlimited);
}

std::uint64_t count_hosts(int) { return hosts; }

}  // namespace

const ValueFamily* network_family(std::string_view type_name) {
  static const std::map<std::string_view, ValueFamily> families{
      {"inet", {make_inet, count_hosts}},
      {"cidr", {make_cidr, count_hosts}},
      {"macaddr", {make_macaddr, count_hosts}},
      {"macaddr8", {make_macaddr8, count_hosts}},
      {"uuid", {make_uuid, count_unlimited}}};
  const auto found = families.find(type_name);
  return found == families.end() ? nullptr : &found->second;
}

}  // namespace pgstair::seed
