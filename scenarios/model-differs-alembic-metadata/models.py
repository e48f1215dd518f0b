import sqlalchemy as sa

metadata = sa.MetaData(schema="shop")

products = sa.Table(
    "products",
    metadata,
    sa.Column("id", sa.Integer, primary_key=True),
    sa.Column("name", sa.Text, nullable=False),
    sa.Column("price", sa.Numeric(10, 2), nullable=False, server_default="0"),
    sa.Column("changed_at", sa.DateTime(timezone=True)),
    sa.CheckConstraint("price >= 0", name="products_price_check"),
)

sa.Index("products_name_idx", sa.func.lower(products.c.name))
