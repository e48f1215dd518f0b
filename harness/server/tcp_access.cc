// SPDX-License-Identifier: MIT
#include "server/tcp_access.h"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <sys/socket.h>

#include <cerrno>
#include <cstring>
#include <fstream>

#include "server/databases.h"
#include "support/errors.h"
#include "support/unique_fd.h"

namespace pgstair::server {

namespace {

/// One that is free now. Should another program take it before the server does, the server says so.
std::string free_port() {
  const UniqueFd socket(::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0));
  sockaddr_in address{};
  address.sin_family = AF_INET;
  address.sin_addr.s_addr = ::htonl(INADDR_LOOPBACK);
  socklen_t size = sizeof address;
  auto* generic = reinterpret_cast<sockaddr*>(&address);
  if (!socket || ::bind(socket.get(), generic, size) != 0 ||
      ::getsockname(socket.get(), generic, &size) != 0) {
    throw EnvironmentError(std::string("there is no TCP port on 127.0.0.1: ") +
                           std::strerror(errno));
  }
  return std::to_string(::ntohs(address.sin_port));
}

}  // namespace

TcpAccess make_tcp_access(const std::filesystem::path& data) {
  std::ofstream rules(data / "pg_hba.conf");  // whose owner and mode stay
  rules << "local all all trust\nhost all all 127.0.0.1/32 scram-sha-256\n";
  if (!rules.flush()) throw EnvironmentError("cannot write " + (data / "pg_hba.conf").string());
  constexpr std::size_t digits = 32;
  return {"127.0.0.1", free_port(), random_hex(digits)};
}

void set_password(postgres::Session& session, const TcpAccess& access) {
  session.execute("SET password_encryption = 'scram-sha-256'");  // 13 has md5
  session.execute("ALTER ROLE postgres PASSWORD '" + access.password + "'");
  session.execute("RESET password_encryption");
}

}  // namespace pgstair::server
