from __future__ import annotations

import json

import pytest

from tasks.errors import Unpublishable
from tasks.render.api_bodies import create_product_bodies
from tasks.render.wish_api import CreateProduct

from .builders import STORE, row, rows


def test_a_product_of_two_variations() -> None:
    made = rows(
        row(
            1,
            parent_sku="P",
            color="red",
            gtin="4006381333931",
            variation_sha256="v1",
            weight_g=120.0,
            shipping_minor=100,
        ),
        row(2, parent_sku="P", size="M", origin_country="TR", shipping_minor=300),
    )
    (line,) = create_product_bodies(made, STORE)
    assert json.loads(line) == {
        "name": "Steel Mug",
        "description": "Holds 300 ml.",
        "parent_sku": "P",
        "category_id": 7,
        "tags": ["mug", "steel"],
        "main_image": {"url": "https://img.example/aa.jpg", "is_clean_image": True},
        "extra_images": [
            {"url": "https://img.example/v1.jpg", "is_clean_image": False},
            {"url": "https://img.example/aa.jpg", "is_clean_image": False},
        ],
        "variations": [
            {
                "sku": "S1",
                "gtin": "4006381333931",
                "price": {"amount": 12.99, "currency_code": "USD"},
                "options": [{"name": "COLOR", "value": "red"}],
                "inventories": [{"warehouse_id": "0" * 24, "inventory": 5}],
                "image": "https://img.example/v1.jpg",
                "logistics_details": {"origin_country": "DE", "weight": 120.0},
            },
            {
                "sku": "S2",
                "price": {"amount": 12.99, "currency_code": "USD"},
                "options": [{"name": "SIZE", "value": "M"}],
                "inventories": [{"warehouse_id": "0" * 24, "inventory": 5}],
                "image": "https://img.example/aa.jpg",
                "logistics_details": {"origin_country": "TR"},
            },
        ],
        "default_shipping_prices": [
            {"warehouse_id": "0" * 24, "default_shipping_price": {"amount": 3.0, "currency_code": "USD"}}
        ],
    }


def test_bodies_read_back_as_they_were() -> None:
    made = rows(
        row(1, name="Café ☕ 50€", condition="NEW", brand_id="545d5e6a6fa88c38cdfe0735", max_quantity=2),
        row(2),
    )
    lines = list(create_product_bodies(made, STORE))
    assert "Café ☕ 50€".encode() in lines[0]
    again = [CreateProduct.model_validate_json(line) for line in lines]
    assert [body.model_dump_json(exclude_defaults=True).encode() + b"\n" for body in again] == lines
    assert [body.parent_sku for body in again] == ["P1", "P2"]


def test_rows_of_a_product_that_lie_apart_still_make_one_body() -> None:
    made = rows(row(1, parent_sku="P"), row(2, parent_sku="Q"), row(3, parent_sku="P"))
    skus = [[one["sku"] for one in json.loads(line)["variations"]] for line in create_product_bodies(made, STORE)]
    assert skus == [["S1", "S3"], ["S2"]]


def test_optional_values_that_wish_refuses_are_left_out() -> None:
    made = rows(
        row(
            gtin="12-34",
            condition="mint",
            brand_id="x",
            max_quantity=0,
            tags=",".join(f" t{n}" for n in range(12)),
        )
    )
    (line,) = create_product_bodies(made, STORE)
    body = json.loads(line)
    assert not {"condition", "brand_id", "max_quantity"} & set(body) and "gtin" not in body["variations"][0]
    assert body["tags"] == [f"t{n}" for n in range(10)]


def test_a_lone_variation_has_no_image_unless_it_is_its_own() -> None:
    bodies = [json.loads(line) for line in create_product_bodies(rows(row(1), row(2, variation_sha256="v")), STORE)]
    assert ["image" in body["variations"][0] for body in bodies] == [False, True]
    assert "extra_images" not in bodies[0]


def test_a_product_without_parent_goes_under_its_sku() -> None:
    (line,) = create_product_bodies(rows(row(parent_sku=None)), STORE)
    assert json.loads(line)["parent_sku"] == "S1"


@pytest.mark.parametrize("missing", ["name", "main_sha256", "price_minor", "quantity"])
def test_a_product_that_wish_would_refuse_stops_the_run(missing: str) -> None:
    with pytest.raises(Unpublishable, match="product P1: Wish would refuse it"):
        list(create_product_bodies(rows({**row(), missing: None}), STORE))
