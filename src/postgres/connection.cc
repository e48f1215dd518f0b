// SPDX-License-Identifier: MIT
#include "postgres/connection.h"

#include <fcntl.h>
#include <spdlog/spdlog.h>

#include <sys/socket.h>

#include <array>
#include <future>
#include <thread>
#include <utility>

namespace pgstair::postgres {

namespace {

/// A connection, and libpq's handle of it.
struct Opened {
  std::unique_ptr<PqxxConnection> pqxx;
  PGconn* handle;
};

#if PQXX_VERSION_MAJOR >= 7
Opened open(const std::string& conninfo) {
  std::unique_ptr<PGconn, decltype(&PQfinish)> handle(PQconnectdb(conninfo.c_str()), &PQfinish);
  if (PQstatus(handle.get()) != CONNECTION_OK)
    throw pqxx::broken_connection(PQerrorMessage(handle.get()));
  PQsetNoticeProcessor(
      handle.get(), [](void*, const char*) {}, nullptr);  // else to stderr
  PGconn* const raw = handle.release();
  Opened opened{std::make_unique<pqxx::connection>(pqxx::connection::seize_raw_connection(raw)),
                raw};
  opened.pqxx->set_verbosity(pqxx::error_verbosity::verbose);
  return opened;
}
#else
/// libpqxx 6 tells the handle to nobody but to who connects.
class Connector : public pqxx::connectionpolicy {
 public:
  using connectionpolicy::connectionpolicy;

  handle do_startconnect(handle orig) override {
    if (orig != nullptr) return orig;
    connected_ = normalconnect(orig);
    return connected_;
  }
  handle connected() const { return connected_; }

 private:
  handle connected_ = nullptr;
};

class OpenConnection : public pqxx::connection_base {
 public:
  explicit OpenConnection(const std::string& conninfo)
      : connection_base(connector_), connector_(conninfo) {
    init();
  }
  ~OpenConnection() noexcept { close(); }

  PGconn* handle() const { return connector_.connected(); }

 private:
  Connector connector_;
};

Opened open(const std::string& conninfo) {
  auto connection = std::make_unique<OpenConnection>(conninfo);
  connection->set_verbosity(pqxx::connection_base::verbose);
  PGconn* const handle = connection->handle();
  return {std::move(connection), handle};
}
#endif

using Result = std::unique_ptr<PGresult, decltype(&PQclear)>;

/// Ends a COPY that the server waits in, or whose rows it sends.
void end_copy(PGconn* connection, ExecStatusType status) {
  if (status == PGRES_COPY_IN) PQputCopyEnd(connection, "there is nobody to send rows");
  char* row = nullptr;
  while (status == PGRES_COPY_OUT && PQgetCopyData(connection, &row, 0) > 0) PQfreemem(row);
}

}  // namespace

Connection::Connection(const std::string& conninfo) {
  auto [pqxx, handle] = open(conninfo);
  pqxx_ = std::move(pqxx);
  handle_ = handle;
  socket_ = UniqueFd(::fcntl(PQsocket(handle_), F_DUPFD_CLOEXEC, 0));
  cancel_ = {PQgetCancel(handle_), PQfreeCancel};
}

bool Connection::perform(const std::string& sql) {
  // libpqxx leaves the last result of a COPY to whatever comes next.
  while (const Result left{PQgetResult(handle_), &PQclear})
    end_copy(handle_, PQresultStatus(left.get()));
  if (PQsendQuery(handle_, sql.c_str()) == 0)
    throw pqxx::broken_connection(PQerrorMessage(handle_));
  PQsetSingleRowMode(handle_);
  bool is_copy = false;
  std::optional<pqxx::sql_error> error;
  for (;;) {
    const Result result(PQgetResult(handle_), &PQclear);
    if (!result) break;
    const ExecStatusType status = PQresultStatus(result.get());
    if (status == PGRES_COPY_IN || status == PGRES_COPY_OUT) {
      is_copy = true;
      end_copy(handle_, status);
    } else if (status == PGRES_FATAL_ERROR || status == PGRES_BAD_RESPONSE) {
      error.emplace(PQresultErrorMessage(result.get()), sql,
                    PQresultErrorField(result.get(), PG_DIAG_SQLSTATE));
    }
  }
  if (is_copy) return false;
  if (error) throw *error;
  return true;
}

/// PQcancel() waits for the server without any limit, so it is left alone with its thread if that
/// takes too long. It has its own copy of what it needs.
bool Connection::cancel(std::chrono::milliseconds patience) noexcept try {
  std::packaged_task<void()> request([cancel = cancel_] {
    std::array<char, 256> reason{};
    if (PQcancel(cancel.get(), reason.data(), static_cast<int>(reason.size())) == 0)
      spdlog::debug("a statement could not be cancelled: {}", reason.data());
  });
  auto answer = request.get_future();
  std::thread(std::move(request)).detach();
  return answer.wait_for(patience) == std::future_status::ready;
} catch (const std::exception& error) {
  spdlog::debug("a statement could not be cancelled: {}", error.what());
  return true;
}

void Connection::break_off() noexcept { ::shutdown(socket_.get(), SHUT_RDWR); }

}  // namespace pgstair::postgres
