// SPDX-License-Identifier: MIT
#include "postgres/connection_string.h"

#include <algorithm>
#include <string_view>

#include "support/errors.h"
#include "support/text.h"

namespace pgstair::postgres {

namespace {

using Settings = std::vector<std::pair<std::string, std::string>>;

constexpr std::string_view blanks = " \t\r\n\f\v";

UsageError malformed(const std::string& what) {
  return UsageError("the server's connection string " + what +
                    "; it is either postgresql://user@host:port/dbname or host=… port=… dbname=…");
}

int hex_value(char c) {
  if (c >= '0' && c <= '9') return c - '0';
  if (c >= 'a' && c <= 'f') return c - 'a' + 10;
  if (c >= 'A' && c <= 'F') return c - 'A' + 10;
  return -1;
}

std::string percent_decoded(std::string_view text) {
  std::string result;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] != '%') {
      result += text[i];
      continue;
    }
    const int high = i + 2 < text.size() ? hex_value(text[i + 1]) : -1;
    const int low = i + 2 < text.size() ? hex_value(text[i + 2]) : -1;
    if (high < 0 || low < 0) throw malformed("has a % without two hexadecimal digits after it");
    result += static_cast<char>(high * 16 + low);
    i += 2;
  }
  return result;
}

std::string percent_encoded(std::string_view text) {
  static constexpr char digits[] = "0123456789ABCDEF";
  std::string result;
  for (const char c : text) {
    const bool plain = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
                       c == '-' || c == '_' || c == '.' || c == '~';
    const auto byte = static_cast<unsigned char>(c);
    if (plain) {
      result += c;
    } else {
      result += {'%', digits[byte >> 4], digits[byte & 15]};
    }
  }
  return result;
}

void set(Settings& settings, const std::string& keyword, const std::string& value) {
  const auto same = [&](const auto& setting) { return setting.first == keyword; };
  const auto found = std::find_if(settings.begin(), settings.end(), same);
  if (found == settings.end()) {
    settings.emplace_back(keyword, value);
  } else {
    found->second = value;
  }
}

void set_if_any(Settings& settings, const std::string& keyword, std::string_view encoded) {
  if (!encoded.empty()) set(settings, keyword, percent_decoded(encoded));
}

bool is_url(std::string_view text) {
  return text.starts_with("postgresql://") || text.starts_with("postgres://");
}

/// `host:port,[::1]:port`, whose hosts and ports libpq takes as two lists.
void set_hosts(Settings& settings, std::string_view authority) {
  std::vector<std::string> hosts;
  std::vector<std::string> ports;
  bool any_port = false;
  for (std::string_view place : split(authority, ',')) {
    std::string_view host = place;
    std::string_view port;
    if (place.starts_with('[')) {
      const auto end = place.find(']');
      if (end == std::string_view::npos) throw malformed("has a [ without a ]");
      host = place.substr(1, end - 1);
      place.remove_prefix(end);
      port = place.size() > 2 ? place.substr(2) : "";
    } else if (const auto colon = place.find(':'); colon != std::string_view::npos) {
      host = place.substr(0, colon);
      port = place.substr(colon + 1);
    }
    if (port.find_first_not_of("0123456789") != std::string_view::npos) {
      throw malformed(
          "has a port that is no number, or a / ? or # in its password that is not written %2F %3F "
          "%23");
    }
    hosts.push_back(percent_decoded(host));
    ports.push_back(percent_decoded(port));
    any_port = any_port || !port.empty();
  }
  if (hosts.size() > 1 || !hosts.front().empty()) set(settings, "host", join(hosts, ","));
  if (any_port) set(settings, "port", join(ports, ","));
}

Settings settings_of_url(std::string_view url) {
  Settings settings;
  url.remove_prefix(url.find("://") + 3);
  const auto end_of_authority = std::min(url.find_first_of("/?"), url.size());
  std::string_view authority = url.substr(0, end_of_authority);
  std::string_view rest = url.substr(end_of_authority);
  if (const auto at = authority.rfind('@'); at != std::string_view::npos) {
    const std::string_view login = authority.substr(0, at);
    const auto colon = std::min(login.find(':'), login.size());
    set_if_any(settings, "user", login.substr(0, colon));
    set_if_any(settings, "password", login.substr(std::min(colon + 1, login.size())));
    authority.remove_prefix(at + 1);
  }
  set_hosts(settings, authority);
  const auto query = rest.find('?');
  if (rest.substr(0, query).find('@') != std::string_view::npos)
    throw malformed("has a / before its @, which is written %2F in a password");
  if (rest.starts_with('/'))
    set_if_any(settings, "dbname", rest.substr(1, query == rest.npos ? query : query - 1));
  if (query == std::string_view::npos) return settings;
  for (const std::string_view parameter : split(rest.substr(query + 1), '&')) {
    if (parameter.empty()) continue;
    const auto equals = parameter.find('=');
    if (equals == std::string_view::npos) throw malformed("has a parameter without =");
    std::string keyword = percent_decoded(parameter.substr(0, equals));
    std::string value = percent_decoded(parameter.substr(equals + 1));
    if (keyword == "ssl" && value == "true") {  // JDBC's word for it, which libpq understands too
      keyword = "sslmode";
      value = "require";
    }
    set(settings, keyword, value);
  }
  return settings;
}

/// One value of `keyword = value`: quoted with ', or up to a blank; \ takes the next character as
/// it is.
std::string take_value(std::string_view& text) {
  std::string value;
  const bool quoted = text.starts_with('\'');
  if (quoted) text.remove_prefix(1);
  while (!text.empty()) {
    const char c = text.front();
    if (quoted ? c == '\'' : blanks.find(c) != std::string_view::npos) break;
    if (c == '\\') text.remove_prefix(1);
    if (text.empty()) break;
    value += text.front();
    text.remove_prefix(1);
  }
  if (quoted && text.empty()) throw malformed("has a quote that does not end");
  if (quoted) text.remove_prefix(1);
  return value;
}

Settings settings_of_pairs(std::string_view text) {
  Settings settings;
  for (text = trim(text); !text.empty(); text = trim(text)) {
    const auto equals = text.find('=');
    if (equals == std::string_view::npos) throw malformed("has a word that no = follows");
    const std::string keyword(trim(text.substr(0, equals)));
    if (keyword.find_first_of(blanks) != std::string::npos) {
      throw malformed("has a word that no = follows");
    }
    text.remove_prefix(equals + 1);
    text.remove_prefix(std::min(text.find_first_not_of(blanks), text.size()));
    set(settings, keyword, take_value(text));
  }
  return settings;
}

}  // namespace

ConnectionString::ConnectionString(Settings settings) : settings_(std::move(settings)) {}

ConnectionString ConnectionString::parse(const std::string& text) {
  return ConnectionString(is_url(text) ? settings_of_url(text) : settings_of_pairs(text));
}

bool ConnectionString::is_meant_by(const std::string& text) {
  return is_url(text) || text.find("dbname=") != std::string::npos ||
         text.find("host=") != std::string::npos;
}

std::optional<std::string> ConnectionString::get(const std::string& keyword) const {
  for (const auto& [name, value] : settings_) {
    if (name == keyword) return value;
  }
  return std::nullopt;
}

ConnectionString ConnectionString::with(const std::string& keyword,
                                        const std::string& value) const {
  ConnectionString other = *this;
  set(other.settings_, keyword, value);
  return other;
}

std::string ConnectionString::conninfo() const {
  std::vector<std::string> pairs;
  for (const auto& [keyword, value] : settings_) {
    pairs.push_back(keyword + "='" + replace_all(replace_all(value, "\\", "\\\\"), "'", "\\'") +
                    "'");
  }
  return join(pairs, " ");
}

std::string ConnectionString::url() const {
  const std::string host = get("host").value_or("");
  const std::string port = get("port").value_or("");
  const bool is_plain = !host.empty() && (host + port).find_first_of("/,@") == std::string::npos;
  std::string login;
  std::string place;
  std::string name;
  std::vector<std::string> parameters;
  for (const auto& [keyword, value] : settings_) {
    if (is_plain && keyword == "host") {
      place = value.find(':') == std::string::npos ? percent_encoded(value) : "[" + value + "]";
    } else if (is_plain && keyword == "port") {
      continue;
    } else if (is_plain && keyword == "user") {
      login = percent_encoded(value) + login;
    } else if (is_plain && keyword == "password") {
      login += ":" + percent_encoded(value);
    } else if (keyword == "dbname") {
      name = percent_encoded(value);
    } else {
      parameters.push_back(percent_encoded(keyword) + "=" + percent_encoded(value));
    }
  }
  if (is_plain && !port.empty()) place += ":" + port;
  return "postgresql://" + login + (login.empty() ? "" : "@") + place + "/" + name +
         (parameters.empty() ? "" : "?") + join(parameters, "&");
}

}  // namespace pgstair::postgres
