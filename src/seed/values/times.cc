// SPDX-License-Identifier: MIT
#include <chrono>
#include <cstdint>
#include <map>

#include "seed/values/value.h"

namespace pgstair::seed {

namespace {

constexpr std::int64_t day = 86'400;
constexpr std::int64_t base = 1'577'836'800;  // 2020-01-01 00:00:00 UTC
constexpr std::uint64_t days_ahead = 20'000;  // up to 2074; further rows go on a second apart

/// The last `width` digits of a number, where there are as many zeros. Requires: it is not
/// negative.
void put_digits(std::string& text, std::size_t at, std::size_t width, std::int64_t number) {
  for (std::size_t place = at + width; place-- > at; number /= 10) {
    text[place] = static_cast<char>('0' + number % 10);
  }
}

std::string date_text(std::int64_t seconds) {
  const std::chrono::sys_days days{std::chrono::floor<std::chrono::days>(
      std::chrono::sys_seconds{std::chrono::seconds{seconds}})};
  const std::chrono::year_month_day date{days};
  std::string text = "0000-00-00";
  put_digits(text, 0, 4, static_cast<int>(date.year()));
  put_digits(text, 5, 2, static_cast<unsigned>(date.month()));
  put_digits(text, 8, 2, static_cast<unsigned>(date.day()));
  return text;
}

std::string clock_text(std::int64_t seconds) {
  const std::int64_t of_day = (seconds % day + day) % day;
  std::string text = "00:00:00";
  put_digits(text, 0, 2, of_day / 3600);
  put_digits(text, 3, 2, of_day / 60 % 60);
  put_digits(text, 6, 2, of_day % 60);
  return text;
}

/// The moment of a row, in seconds. What is not distinct is spread over four years, but the columns
/// of one row still follow each other, ten minutes apart: a row is created before it is updated.
std::int64_t moment(const Request& request) {
  const std::int64_t lane = std::int64_t{request.lane % 100} * 600;
  if (!request.distinct) {
    return base + static_cast<std::int64_t>(mix(request.ordinal) % 1461) * day + lane;
  }
  if (request.ordinal < days_ahead) {
    return base + static_cast<std::int64_t>(request.ordinal) * day + lane;
  }
  return base - static_cast<std::int64_t>(request.ordinal) + lane;
}

std::string make_date(const Request& request) {
  if (wants_edge_case(request)) {
    return pick(request, {"infinity", "-infinity", "0001-01-01", "9999-12-31", "2024-02-29",
                          "1970-01-01", "4713-01-01 BC", "5874897-12-31"});
  }
  if (!request.distinct) return date_text(moment(request));
  return date_text(base + static_cast<std::int64_t>(request.ordinal % 700'000) * day);
}

std::uint64_t count_dates(int) { return 700'000; }

std::string make_timestamp(const Request& request) {
  if (wants_edge_case(request)) {
    return pick(request,
                {"infinity", "-infinity", "0001-01-01 00:00:00", "9999-12-31 23:59:59.999999",
                 "2024-02-29 12:00:00", "1970-01-01 00:00:00", "2021-03-28 02:30:00",
                 "4713-01-01 00:00:00 BC", "294276-12-31 23:59:59.999999"});
  }
  const std::int64_t seconds = moment(request);
  return date_text(seconds) + " " + clock_text(seconds);
}

std::string make_timestamptz(const Request& request) {
  const std::string text = make_timestamp(request);
  return text.find("infinity") == std::string::npos && !text.ends_with("BC") ? text + "+00" : text;
}

std::string make_time(const Request& request) {
  if (wants_edge_case(request)) return pick(request, {"00:00:00", "24:00:00", "23:59:59.999999"});
  if (request.distinct) return clock_text(static_cast<std::int64_t>(request.ordinal % day));
  return clock_text(moment(request) + static_cast<std::int64_t>(mix(request.ordinal) % 40'000));
}

std::uint64_t count_times(int) { return static_cast<std::uint64_t>(day); }

std::string make_timetz(const Request& request) { return make_time(request) + "+00"; }

std::string make_interval(const Request& request) {
  if (wants_edge_case(request)) {
    return pick(request, {"00:00:00", "-1 day", "1 mon -1 day", "178000000 years", "0.000001 sec"});
  }
  // Fields may be cut away (interval day), so distinct ones differ in the field that is kept.
  const std::uint64_t hours = request.distinct ? request.ordinal + 1 : 1 + request.draw->below(72);
  const bool whole_range = request.typmod < 0 || ((request.typmod >> 16) & 0x7fff) == 0x7fff;
  if (whole_range) return std::to_string(hours) + ":00:00";
  return std::to_string(hours) + " years " + std::to_string(hours) + " mons " +
         std::to_string(hours) + " days " + std::to_string(hours) + ":00:00";
}

}  // namespace

const ValueFamily* time_family(std::string_view type_name) {
  static const std::map<std::string_view, ValueFamily> families{
      {"date", {make_date, count_dates}},
      {"timestamp", {make_timestamp, count_unlimited}},
      {"timestamptz", {make_timestamptz, count_unlimited}},
      {"time", {make_time, count_times}},
      {"timetz", {make_timetz, count_times}},
      {"interval", {make_interval, count_unlimited}}};
  const auto found = families.find(type_name);
  return found == families.end() ? nullptr : &found->second;
}

}  // namespace pgstair::seed
