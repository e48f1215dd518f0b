from sqlalchemy import BigInteger, Column, ForeignKey, Index, MetaData, String, Table, Text

metadata = MetaData()
Table(
    "users",
    metadata,
    Column("id", BigInteger, primary_key=True),
    Column("email", Text, nullable=False),
    Column("name", Text),
    Column("label", String(20)),
    Index("users_email_key", "email", unique=True),
)
Table(
    "orders",
    metadata,
    Column("id", BigInteger, primary_key=True),
    Column("customer", BigInteger, ForeignKey("users.id")),
    Column("note", Text, nullable=False),
    Index("orders_customer_idx", "customer"),
    Index("orders_note_idx", "note"),
)
