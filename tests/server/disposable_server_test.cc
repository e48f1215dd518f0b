#include <gtest/gtest.h>
#include "server/disposable_server.h"
#include "postgres/session.h"
#include <chrono>
#include <cstdio>
using namespace pgstair;
TEST(DisposableServer, Starts) {
  for (int i=0;i<10;++i) {
  auto t=std::chrono::steady_clock::now();
  auto lap=[&](const char*n){auto u=std::chrono::steady_clock::now(); std::printf("%s %.1f  ", n, std::chrono::duration<double,std::milli>(u-t).count()); t=u;};
  {server::DisposableServer s({server::choose_installation({}), false, {}}); lap("start");
  {auto d=s.create(); lap("create"); {postgres::Session x(d->conninfo()); x.execute("create table a()"); lap("session"); }
  {postgres::Session x(d->url()); lap("url session"); } lap("close");
  {auto c=s.clone(*d); lap("clone");} lap("drop"); } lap("drop2"); }
  lap("stop"); std::printf("\n");
  }
}
