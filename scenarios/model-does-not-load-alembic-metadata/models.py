import sqlalchemy as sa

metadata = sa.MetaData(schema="shop")

products = sa.Table(
    "products",
    metadata,
    sa.Column("id", sa.Integer, primary_key=True),
    sa.Column("name", sa.Text, nullable=False),
)

prices = sa.Table(
    "prices",
    metadata,
    sa.Column("product", sa.Text, sa.ForeignKey("shop.products.name")),
    sa.Column("price", sa.Numeric(10, 2), nullable=False),
)
